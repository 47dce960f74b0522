using Repro.Evidence.Runs;
using Repro.Report.Figures;
using Repro.Report.Html;
using Repro.Report.Sections;

namespace Repro.Report;

/// <summary>
/// Turns a run into one HTML file that opens from disk: no network, no server, no clock. The same run gives the same
/// bytes. Tables, sections and interval plots are there without JavaScript; filter, sorting and curves need it.
/// </summary>
public static class HtmlReport
{
    /// <summary>Renders the whole page.</summary>
    /// <param name="run">The finished run. Its text is untrusted and is escaped wherever it is shown.</param>
    /// <returns>A UTF-8 document with <c>\n</c> line ends.</returns>
    public static string Render(RunDocument run)
    {
        ArgumentNullException.ThrowIfNull(run);
        run = run with { Curves = Figure.Drawn(run) };
        return Page.Render(
            $"{HeaderSection.Headline(run.Claims.Claims)} · {run.Claims.Tier} tier · Repro",
            Markup.Of(
                $"""
                 {HeaderSection.Render(run)}
                 <main>
                 {ClaimsSection.Render(run.Claims)}
                 {SettingsPart.Render(run.Claims)}{FiguresSection.Render(run.Curves)}
                 {DetailsSection.Render(run)}
                 {ProvenanceSection.Render(run)}
                 </main>
                 <footer><p>Made by Repro from <code>claims.json</code> and <code>manifest.json</code> of run <code>{run.Claims.Run}</code>. This file needs no network.</p></footer>
                 """),
            PageData.Of(run));
    }
}
