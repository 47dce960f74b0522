namespace Repro.Experiments.Published;

/// <summary>What an audit found for one question of a file.</summary>
/// <param name="Question">question_id, or the question where the file has no ids.</param>
/// <param name="Answers">Answers with both scores.</param>
/// <param name="Em">Misaligned ones; null where none has both scores.</param>
/// <param name="Coherence">Coherent ones; null likewise.</param>
public sealed record AuditedQuestion(string Question, int Answers, AuditShare? Em, AuditShare? Coherence);
