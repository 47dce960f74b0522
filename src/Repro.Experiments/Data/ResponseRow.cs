namespace Repro.Experiments.Data;

/// <summary>One answer of a released CSV.</summary>
/// <param name="Response">The model's text; empty where it said nothing.</param>
/// <param name="Question">The text that it answered.</param>
/// <param name="QuestionId">The question's name, or null in a file without them (the papers' steering files).</param>
/// <param name="Scores">Metric to score, 0 to 100, or null where the judge gave none; the table's metrics, each once.</param>
public sealed record ResponseRow(string Response, string Question, string? QuestionId, IReadOnlyDictionary<string, double?> Scores);
