using System.CommandLine;
using Repro.Claims.Results;
using Repro.Cli.Screen;
using Repro.Evidence.Runs;
using Spectre.Console;

namespace Repro.Cli.Commands;

/// <summary><c>compare A B</c>: claim by claim, what two runs say, and what differs in how they were made.</summary>
internal static class CompareCommand
{
    internal static Command Create(CliHost host)
    {
        var a = new Argument<string>("A") { Description = "A run's folder." };
        var b = new Argument<string>("B") { Description = "Another run's folder." };
        var command = new Command("compare", "Compare two runs claim by claim. Exit code 1 when a verdict changed.") { a, b };
        command.SetAction(parsed => Compare(host, StoredRun.Open(parsed.GetValue(a)!), StoredRun.Open(parsed.GetValue(b)!)));
        return command;
    }

    private static int Compare(CliHost host, StoredRun a, StoredRun b)
    {
        var right = b.Claims.Claims.ToDictionary(c => c.Id, StringComparer.Ordinal);
        var left = a.Claims.Claims.ToDictionary(c => c.Id, StringComparer.Ordinal);
        var table = new Table { Border = host.Interactive ? TableBorder.Rounded : TableBorder.Ascii };
        foreach (var column in (string[])["Claim", "A", "B", "Difference", "Verdict"]) table.AddColumn(column);
        var changed = 0;
        foreach (var id in left.Keys.Concat(right.Keys.Where(k => !left.ContainsKey(k))))
        {
            var (one, two) = (left.GetValueOrDefault(id), right.GetValueOrDefault(id));
            if (one?.Verdict != two?.Verdict) changed++;
            table.AddRow(new Text(id), new Text(Value(one)), new Text(Value(two)), new Text(Difference(one, two)), new Text(Verdict(one, two), one?.Verdict == two?.Verdict ? Color.Grey : Color.Red));
        }

        Terminal.For(host).Write(table);
        foreach (var line in ProvenanceDifferences.Of(a.Manifest.Provenance, b.Manifest.Provenance)) host.Out.WriteLine(line);
        host.Out.WriteLine(changed == 0 ? "Every verdict is the same." : $"{changed} verdicts differ.");
        return changed == 0 ? ExitCode.Expected : ExitCode.Unexpected;
    }

    private static string Value(ClaimResult? claim) => claim is null ? "absent" : Numbers.Value(claim);

    private static string Difference(ClaimResult? a, ClaimResult? b)
    {
        if (a?.Value is not { } one || b?.Value is not { } two) return "-";
        if (one.Equals(two)) return "0";
        var overlap = a.Interval is [var low, var high] && b.Interval is [var from, var to] ? low <= to && from <= high ? ", intervals overlap" : ", intervals apart" : "";
        return (two > one ? "+" : "") + Numbers.Format(two - one, a.Unit) + overlap;
    }

    private static string Verdict(ClaimResult? a, ClaimResult? b) => a?.Verdict == b?.Verdict ? $"{a?.Verdict}" : $"{a?.Verdict.ToString() ?? "absent"} -> {b?.Verdict.ToString() ?? "absent"}";
}
