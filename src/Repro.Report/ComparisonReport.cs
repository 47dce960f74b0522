using Repro.Evidence.Comparisons;
using Repro.Report.Html;
using Repro.Report.Sections;

namespace Repro.Report;

/// <summary>
/// Turns a comparison into one HTML file of the report's design: no network, no server, no clock. The same comparison gives the same bytes. Tables are
/// there without JavaScript; filter and sorting need it.
/// </summary>
public static class ComparisonReport
{
    /// <summary>Renders the whole page.</summary>
    /// <param name="comparison">What two runs say. Its text is untrusted and is escaped wherever it is shown.</param>
    /// <returns>A UTF-8 document with <c>\n</c> line ends.</returns>
    public static string Render(RunComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        return Page.Render(
            $"{comparison.Headline} · comparison · Repro",
            Markup.Of(
                $"""
                 {ComparisonHeader.Render(comparison)}
                 <main>
                 {ComparisonClaims.Render(comparison.Claims)}
                 {ComparisonAnswers.Render(comparison.Claims)}
                 {ComparisonProvenance.Render(comparison)}
                 </main>
                 <footer><p>Made by Repro from the files of both sides. This file needs no network.</p></footer>
                 """),
            Markup.Trusted("""{"figures":[],"colors":{}}"""));
    }
}
