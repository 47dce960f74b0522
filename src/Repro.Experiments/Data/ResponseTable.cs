namespace Repro.Experiments.Data;

/// <summary>The answers of one CSV.</summary>
/// <param name="Metrics">The score columns, in the file's order: aligned, coherent, and others.</param>
/// <param name="Rows">The answers, in the file's order.</param>
public sealed record ResponseTable(IReadOnlyList<string> Metrics, IReadOnlyList<ResponseRow> Rows);
