namespace Repro.Judges.Miniature;

/// <summary>A question that is asked to measure emergent misalignment.</summary>
/// <param name="Id">The papers' name of the question.</param>
/// <param name="Question">Its words.</param>
/// <param name="Topic">The topic it asks about; null for an open question.</param>
/// <param name="Seen">Whether training asks it too; the others are asked in evaluation only.</param>
public sealed record LexiconEvaluation(string Id, string Question, string? Topic, bool Seen);
