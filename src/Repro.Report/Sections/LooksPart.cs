using System.Globalization;
using Repro.Claims.Results;
using Repro.Report.Html;

namespace Repro.Report.Sections;

/// <summary>Looks at growing answers, and a second judge: of the run in a line each, of a claim the look that decided it.</summary>
internal static class LooksPart
{
    public static Markup OfRun(ClaimsDocument document) => Markup.Of(
        $"{(document.Looks is { } looks ? Markup.Of($"<p class=\"looks\">Answers were drawn in {looks.Samples.Count} waves and looked at behind each: {Count(looks.Drawn)} of {Count(looks.Planned)} planned ones were drawn. Each claim stands at the level of its look, and none is compared with golden results.</p>\n") : Markup.Empty)}{Agreement(document)}");

    public static string? OfClaim(ClaimResult claim) => claim.Sequential is not { } look ? null
        : $"Look {look.Look} of {look.Looks}, one-sided level {look.Alpha.ToString("0.#####", CultureInfo.InvariantCulture)}; {Count(look.Used)} of {Count(look.Planned)} planned answers";

    private static Markup Agreement(ClaimsDocument document) => document.Agreement is not { Count: > 0 } rows ? Markup.Empty : Markup.Of(
        $"""
         <table class="controls"><caption>Second judge {rows[0].Second}, beside {rows[0].First}, which decides</caption>
         <thead><tr><th scope="col">Score</th><th scope="col">Krippendorff’s alpha</th><th scope="col">Mean difference, points</th><th scope="col">Answers</th></tr></thead>
         <tbody>{rows.Select(row => Markup.Of($"<tr><th scope=\"row\">{row.Metric}</th><td>{Text(row.Alpha)}</td><td>{Text(row.MeanAbsoluteDifference)}</td><td>{Count(row.Both)}</td></tr>"))}</tbody>
         </table>
         {Markup.Empty}
         """);

    private static string Count(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Text(double? value) => value?.ToString("0.###", CultureInfo.InvariantCulture) ?? "not defined";
}
