using Repro.Claims.Results;

namespace Repro.Cli.Screen;

/// <summary>Numbers as a person reads them: three digits after the point for cosines and ratios, one for percentages (two below 1 %), no interval around what is exact.</summary>
internal static class Numbers
{
    internal static string Value(ClaimResult claim) => claim.Value is not { } value
        ? "-"
        : claim.Interval is [var low, var high] && low < high ? $"{Format(value, claim.Unit)} [{Bare(low, claim.Unit)}, {Bare(high, claim.Unit)}]" : Format(value, claim.Unit);

    internal static string Threshold(ClaimResult claim) => claim.Threshold is { } threshold ? $"{claim.Comparator} {Format(threshold, claim.Unit)}" : "-";

    internal static string Format(double value, string unit) => Bare(value, unit) + (unit == "%" ? " %" : "");

    internal static string Bare(double value, string unit) => unit switch
    {
        "%" => value.ToString(Math.Abs(value) is 0 or >= 1 ? "0.0" : "0.00"),
        "count" => value.ToString("#,0.###"),
        _ => value.ToString("0.000"),
    };

    internal static string Duration(TimeSpan time) => time.TotalHours >= 1 ? $"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}" : $"{time.Minutes}:{time.Seconds:00}";

    internal static string Bytes(long bytes) => bytes switch
    {
        < 1_000 => $"{bytes} B",
        < 1_000_000 => $"{bytes / 1e3:0.0} kB",
        < 1_000_000_000 => $"{bytes / 1e6:0.0} MB",
        _ => $"{bytes / 1e9:0.0} GB",
    };

    internal static string Age(TimeSpan age) => age switch
    {
        { TotalHours: < 1 } => $"{Math.Max(0, (int)age.TotalMinutes)} min",
        { TotalDays: < 2 } => $"{(int)age.TotalHours} h",
        _ => $"{(int)age.TotalDays} days",
    };
}
