using Repro.Experiments.Responses;
using Repro.Judges;

namespace Repro.Experiments.Interop;

/// <summary>Judged answers of one condition under one training seed.</summary>
/// <param name="Seed">The training seed, from which every sample's stream is derived.</param>
/// <param name="Judge">Who judged.</param>
/// <param name="Artifact">Id of the artifact of judgements.</param>
/// <param name="Rows">Answers with their recorded scores.</param>
/// <param name="Questions">Question id to its text.</param>
public sealed record AnsweredSeed(long Seed, JudgeIdentity Judge, string Artifact, IReadOnlyList<JudgedResponse> Rows, IReadOnlyDictionary<string, string> Questions);
