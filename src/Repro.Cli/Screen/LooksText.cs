using System.Globalization;
using Repro.Claims.Results;

namespace Repro.Cli.Screen;

/// <summary>What looking at the answers while they came has saved.</summary>
internal static class LooksText
{
    internal static void Write(CliHost host, ClaimsDocument document)
    {
        if (document.Looks is not { } looks) return;
        host.Out.WriteLine($"{Number(looks.Planned)} answers planned, {Number(looks.Drawn)} drawn: {(100 * looks.Saved).ToString("0", CultureInfo.InvariantCulture)} % of the answers saved{Closed(document, looks)}.");
        host.Out.WriteLine("Decided at the levels of their looks, so not compared with the golden results, which are of all answers at once, and never taken for one.");
    }

    private static string Closed(ClaimsDocument document, LookTotals looks) => string.Concat(document.Claims.Where(claim => claim.Sequential is not null)
        .GroupBy(claim => claim.Sequential!.Look).OrderBy(group => group.Key)
        .Select(group => $"; {(group.Key == looks.Samples.Count ? "open to the last look" : $"closed at look {group.Key}")}: {string.Join(", ", group.Select(claim => claim.Id))}"));

    private static string Number(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);
}
