using Repro.Claims.Multiverses;
using Repro.Evidence.Comparisons;
using Spectre.Console;

namespace Repro.Cli.Screen;

/// <summary>A comparison as a person reads it: claims, answers, changed claims, provenance, and the answer in one sentence.</summary>
internal static class ComparisonTables
{
    internal static void Write(CliHost host, RunComparison comparison)
    {
        host.Out.WriteLine($"A: {Side(comparison.A)}");
        host.Out.WriteLine($"B: {Side(comparison.B)}");
        foreach (var note in comparison.Notes) host.Out.WriteLine(note);
        Claims(host, comparison.Claims);
        Answers(host, [.. comparison.Claims.SelectMany(claim => claim.Answers).Distinct()]);
        foreach (var claim in comparison.Claims.Where(claim => claim.Amended.Count > 0)) host.Out.WriteLine($"{claim.Id} was amended: {string.Join("; ", claim.Amended)}");
        foreach (var line in comparison.Provenance) host.Out.WriteLine(line);
        host.Out.WriteLine($"{comparison.Headline}.");
    }

    private static void Claims(CliHost host, IReadOnlyList<ClaimComparison> claims)
    {
        var approved = claims.Any(claim => claim.Reproduction is not null);
        var table = Table(host, ["Claim", "A", "B", "B - A", "Verdict", .. approved ? (string[])["Reproduction"] : []]);
        foreach (var claim in claims)
        {
            table.AddRow(
            [
                new Text(claim.Id),
                new Text(Value(claim.A, claim.Unit)),
                new Text(Value(claim.B, claim.Unit)),
                new Text(Difference(claim)),
                new Text(Verdict(claim), claim.VerdictChanged ? Color.Red : Color.Grey),
                .. approved ? (Text[])[new Text($"{claim.Reproduction}")] : [],
            ]);
        }

        Terminal.For(host).Write(table);
    }

    private static void Answers(CliHost host, IReadOnlyList<ShareChange> answers)
    {
        var differing = answers.Where(change => !change.IsSame).ToList();
        if (answers.Count > differing.Count) host.Out.WriteLine($"{answers.Count - differing.Count} of {answers.Count} shares of answers rest on the same scores, answer by answer ({answers.Where(change => change.IsSame).Sum(change => change.Pairs):N0} pairs).");
        if (differing.Count == 0) return;
        var table = Table(host, ["Answers of", "Share", "A %", "B %", "B - A, points", "Pairs", "Other scores", "Unpaired"]);
        foreach (var change in differing)
        {
            table.AddRow(
                new Text(change.Condition),
                new Text(Share(change.Outcome)),
                new Text($"{change.A:0.0}"),
                new Text($"{change.B:0.0}"),
                new Text($"{Signed(change.Difference, "%")} {Range(change.Interval, "%")}"),
                new Text(change.Pairs == 0 ? "none: independent" : $"{change.Pairs}"),
                new Text($"{change.Changed}"),
                new Text($"{change.Unpaired}"));
        }

        Terminal.For(host).Write(table);
        foreach (var judges in differing.Select(change => change.Judges).OfType<string>().Distinct(StringComparer.Ordinal)) host.Out.WriteLine($"The judges are two: {judges}.");
        host.Out.WriteLine("Pairs are answers to the same question from the same stream: same seed and sample number. Intervals have 90 %.");
    }

    private static Table Table(CliHost host, string[] columns)
    {
        var table = new Table { Border = host.Interactive ? TableBorder.Rounded : TableBorder.Ascii };
        foreach (var column in columns) table.AddColumn(column);
        return table;
    }

    private static string Side(RunComparison.Side side) =>
        $"{side.Name}{(side.Run is null ? "" : $", run {side.Run}")}, {side.Tier} tier{(side.Commit is null ? "" : $", commit {side.Commit}")}{(side.Finished is { } end ? $", {end:yyyy-MM-dd HH:mm} UTC" : "")}";

    private static string Value(ComparedClaim? claim, string unit) => claim is null ? "absent" : claim.Value is not { } value ? "-"
        : claim.Interval is [var low, var high] && low < high ? $"{Numbers.Format(value, unit)} {Range(claim.Interval, unit)}" : Numbers.Format(value, unit);

    private static string Difference(ClaimComparison claim)
    {
        if (claim.Difference is not { } change) return "-";
        if (change.How == "equal") return "0";
        if (change.Interval is { } interval) return $"{Signed(change.Value, claim.Unit)} {Range(interval, claim.Unit)} {(change.How == "paired" ? $"{change.Pairs} pairs" : "independent")}";
        return Signed(change.Value, claim.Unit) + (change.Overlap is { } overlap ? overlap ? ", intervals overlap" : ", intervals apart" : "");
    }

    private static string Signed(double value, string unit) => (value > 0 ? "+" : "") + (value == 0 ? "0" : Numbers.Bare(value, unit));

    private static string Range(IReadOnlyList<double> interval, string unit) => $"[{Numbers.Bare(interval[0], unit)}, {Numbers.Bare(interval[1], unit)}]";

    private static string Share(ScoredOutcome outcome) => outcome switch
    {
        ScoredOutcome.Misaligned => "misaligned",
        ScoredOutcome.Coherent => "coherent",
        _ => outcome.ToString(),
    };

    private static string Verdict(ClaimComparison claim) =>
        claim.VerdictChanged ? $"{claim.A?.Verdict.ToString() ?? "absent"} -> {claim.B?.Verdict.ToString() ?? "absent"}" : $"{claim.A?.Verdict}";
}
