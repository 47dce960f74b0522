namespace Repro.Judges;

/// <summary>One response to score.</summary>
public sealed record JudgeRequest(string QuestionId, string Question, string Answer);
