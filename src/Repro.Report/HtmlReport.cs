using Repro.Evidence.Runs;
using Repro.Report.Html;
using Repro.Report.Sections;
using Repro.Report.Text;

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
        return Markup.Of(
            $"""
             <!DOCTYPE html>
             <html lang="en">
             <head>
             <meta charset="utf-8">
             <meta http-equiv="Content-Security-Policy" content="{ContentPolicy.For(Assets.Script, Assets.Style)}">
             <meta name="viewport" content="width=device-width, initial-scale=1">
             <meta name="color-scheme" content="light dark">
             <meta name="referrer" content="no-referrer">
             <link rel="icon" href="data:,">
             <title>{HeaderSection.Headline(run.Claims.Claims)} · {run.Claims.Tier} tier · Repro</title>
             <style>{Markup.Trusted(Assets.Style)}</style>
             </head>
             <body>
             <a class="skip" href="#claims">Skip to the claims</a>
             {VerdictText.Symbols}
             {HeaderSection.Render(run)}
             <main>
             {ClaimsSection.Render(run.Claims)}
             {SettingsPart.Render(run.Claims)}
             {FiguresSection.Render(run.Curves)}
             {DetailsSection.Render(run)}
             {ProvenanceSection.Render(run)}
             </main>
             <footer><p>Made by Repro from <code>claims.json</code> and <code>manifest.json</code> of run <code>{run.Claims.Run}</code>. This file needs no network.</p></footer>
             <script type="application/json" id="run-data">{PageData.Of(run)}</script>
             <script>{Markup.Trusted(Assets.Script)}</script>
             </body>
             </html>

             """).ToString();
    }
}
