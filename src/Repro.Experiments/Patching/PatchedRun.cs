using Repro.Experiments.Responses;

namespace Repro.Experiments.Patching;

/// <summary>Judged answers of one organism.</summary>
/// <param name="Seed">Its training seed.</param>
/// <param name="Whole">To every prompt, unpatched, and to every pair, patched at all positions.</param>
/// <param name="Prompt">To every pair, patched at the prompt's positions on the chat model.</param>
internal sealed record PatchedRun(long Seed, IReadOnlyList<JudgedResponse> Whole, IReadOnlyList<JudgedResponse> Prompt);
