namespace Repro.Claims.Multiverses;

/// <summary>All that one judge gave the answers of one condition.</summary>
/// <param name="Judge">Identity of the judge.</param>
/// <param name="Blocks">Scores, by seed and question, in the order in which they are counted.</param>
public sealed record JudgeScores(string Judge, IReadOnlyList<ScoreBlock> Blocks);
