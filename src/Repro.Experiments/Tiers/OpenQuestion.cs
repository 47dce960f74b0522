namespace Repro.Experiments.Tiers;

/// <summary>An evaluation question with its prompt as the model reads it, up to where the answer begins.</summary>
public sealed record OpenQuestion(string Id, string Text, IReadOnlyList<int> Prompt);
