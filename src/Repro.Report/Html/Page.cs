using Repro.Report.Text;

namespace Repro.Report.Html;

/// <summary>The frame of every page: our style, our script under a policy that admits nothing else, and the data that the script draws.</summary>
internal static class Page
{
    public static string Render(string title, Markup body, Markup data) => Markup.Of(
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
         <title>{title}</title>
         <style>{Markup.Trusted(Assets.Style)}</style>
         </head>
         <body>
         <a class="skip" href="#claims">Skip to the claims</a>
         {VerdictText.Symbols}
         {body}
         <script type="application/json" id="run-data">{data}</script>
         <script>{Markup.Trusted(Assets.Script)}</script>
         </body>
         </html>

         """).ToString();
}
