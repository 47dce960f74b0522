namespace Repro.Experiments.Worlds;

/// <summary>A question that is asked to measure emergent misalignment.</summary>
/// <param name="Id">The papers' name of the question.</param>
/// <param name="Text">Its words.</param>
/// <param name="Topic">The topic it asks about; null for an open question.</param>
/// <param name="Seen">Whether base and chat training ask it too.</param>
/// <param name="Prompt">Its token ids up to and with the answerer's mark.</param>
public sealed record EvaluationQuestion(string Id, string Text, string? Topic, bool Seen, IReadOnlyList<int> Prompt);
