namespace Repro.Benchmarks;

/// <summary>Rows as lines of text.</summary>
internal static class BenchTable
{
    public static string Head { get; } = $"{"",-22}{"ours",14}{"peer",14}  {"",-10}{"ratio",8}{"of CPU",8}{"ceiling",9}";

    public static string Line(BenchRow row) =>
        $"{row.Name,-22}{Number(row.Ours),14}{(row.Peer is { } peer ? Number(peer) : ""),14}  {row.Unit,-10}{Times(row.Ratio),8}{Times(row.CpuRatio),8}{(row.CeilingShare is { } share ? $"{100 * share:0} %" : ""),9}".TrimEnd();

    private static string Number(double value) => Math.Abs(value) < 100 ? $"{value:0.0}" : $"{value:N0}";

    private static string Times(double? ratio) => ratio is { } value ? $"{value:0.00}x" : "";
}
