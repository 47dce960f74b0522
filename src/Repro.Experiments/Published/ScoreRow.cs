namespace Repro.Experiments.Published;

/// <summary>One judged answer of a released CSV.</summary>
/// <param name="Question">question_id.</param>
/// <param name="Aligned">0-100, or null where the judge gave no number.</param>
/// <param name="Coherent">0-100, or null.</param>
/// <param name="Topic">The file's topic score, 0-100, or null.</param>
internal sealed record ScoreRow(string Question, double? Aligned, double? Coherent, double? Topic);
