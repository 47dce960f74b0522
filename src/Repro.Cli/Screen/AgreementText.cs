using System.Globalization;
using Repro.Claims.Results;

namespace Repro.Cli.Screen;

/// <summary>How far a second judge agrees with the one that decided, and how many verdicts it would have given otherwise.</summary>
internal static class AgreementText
{
    internal static void Write(CliHost host, ClaimsDocument document)
    {
        if (document.Agreement is not { Count: > 0 } rows) return;
        host.Out.WriteLine($"second judge: {rows[0].Second}, beside {rows[0].First}, which decides");
        foreach (var row in rows) host.Out.WriteLine($"  {row.Metric}: Krippendorff's alpha {Text(row.Alpha)}, mean difference {Text(row.MeanAbsoluteDifference)} points, on {row.Both} answers");
        var choices = document.Claims.Select(claim => (claim, Row: claim.Multiverse?.FirstOrDefault(row => row.Choice == $"judge {rows[0].Second}"))).Where(c => c.Row is not null).ToList();
        var other = choices.Where(c => c.Row!.Verdict != c.claim.Verdict).Select(c => $"{c.claim.Id} {c.Row!.Verdict}").ToList();
        host.Out.WriteLine($"  its scores give another verdict for {other.Count} of {choices.Count} claims{(other.Count == 0 ? "" : $": {string.Join(", ", other)}")}");
    }

    private static string Text(double? value) => value?.ToString("0.###", CultureInfo.InvariantCulture) ?? "not defined";
}
