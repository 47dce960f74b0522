namespace Repro.Experiments.Tiers;

/// <summary>One training turn as token ids: the prompt is context, the answer (with its end token) is learnt.</summary>
public sealed record TokenTurn(IReadOnlyList<int> Prompt, IReadOnlyList<int> Answer);
