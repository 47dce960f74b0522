namespace Repro.Experiments.Published;

/// <summary>What an audit found in a folder.</summary>
/// <param name="Files">Files of judged answers, in order of path.</param>
/// <param name="NotJudged">Files of answers without scores, below the folder.</param>
/// <param name="Others">How many other CSV files were left alone.</param>
public sealed record AuditReport(IReadOnlyList<AuditedFile> Files, IReadOnlyList<string> NotJudged, int Others);
