namespace Repro.Experiments.Responses;

/// <summary>One sampled answer: a line of responses.jsonl.</summary>
/// <param name="QuestionId">Evaluation question.</param>
/// <param name="Sample">Index of the sample stream under this question.</param>
/// <param name="Tokens">Generated ids, end token included where it was reached.</param>
/// <param name="Text">Their text.</param>
public sealed record Response(string QuestionId, int Sample, IReadOnlyList<int> Tokens, string Text);
