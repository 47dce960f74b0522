using Repro.Evidence.Runs;
using Repro.Report.Figures;
using Repro.Report.Html;
using Repro.Report.Text;

namespace Repro.Report.Sections;

/// <summary>Curves by layer or by condition. The script draws them; the table below each holds the same numbers.</summary>
internal static class FiguresSection
{
    public static Markup Render(IReadOnlyList<LayerCurve> curves)
    {
        var figures = curves.GroupBy(curve => curve.Figure).Select(Figure).ToList();
        return Markup.Of(
            $"""
             <section id="figures" aria-labelledby="figures-heading" tabindex="-1">
             <h2 id="figures-heading">Figures</h2>
             {(figures.Count == 0 ? Markup.Of($"<p class=\"quiet\">This run has no figures.</p>") : Markup.Empty)}
             {figures}
             </section>
             """);
    }

    /// <summary>Links from a claim to the figures that show it, each with room for a drawing.</summary>
    public static Markup OfClaim(string claim, IReadOnlyList<LayerCurve> curves)
    {
        var figures = curves.Where(curve => curve.Claims.Contains(claim)).DistinctBy(curve => curve.Figure).ToList();
        if (figures.Count == 0)
            return Markup.Empty;
        return Markup.Join(figures.Select(figure => Markup.Of(
            $"""
             <figure class="curve small">
             <figcaption><a href="#{Anchors.OfFigure(figure.Figure)}">{figure.FigureTitle}</a></figcaption>
             <div class="chart" data-figure="{figure.Figure}" role="img" aria-label="Chart: {figure.FigureTitle}. The numbers are in the table under the figure that the heading links to."></div>
             </figure>
             """)));
    }

    private static Markup Figure(IGrouping<string, LayerCurve> figure)
    {
        var first = figure.First();
        var lines = figure.ToList();
        var claims = lines.SelectMany(line => line.Claims).Distinct().ToList();
        return Markup.Of(
            $"""
             <figure class="curve" id="{Anchors.OfFigure(figure.Key)}" tabindex="-1">
             <figcaption><h3>{first.FigureTitle}</h3>{ClaimLinks(claims)}</figcaption>
             <div class="chart" data-figure="{figure.Key}" role="img" aria-label="Chart: {first.FigureTitle}. The numbers are in the table below."></div>
             <details><summary>Numbers of this figure</summary>{Table(first.YLabel, lines)}</details>
             {Files(figure.Key)}
             </figure>
             """);
    }

    /// <summary>The files beside the report that hold the figure.</summary>
    private static Markup Files(string figure)
    {
        var name = FigureName.Of(figure);
        return Markup.Of($"<p class=\"quiet files\">Beside this report: <a href=\"{FigureFiles.Folder}/{name}.svg\">{name}.svg</a>, <a href=\"{FigureFiles.Folder}/{name}.vl.json\">{name}.vl.json</a> (Vega-Lite)</p>");
    }

    private static Markup ClaimLinks(IReadOnlyList<string> claims)
        => claims.Count == 0
            ? Markup.Empty
            : Markup.Of($"<p class=\"quiet\">Claims {claims.Select((claim, i) => Markup.Of($"{(i > 0 ? ", " : "")}<a href=\"#{claim}\">{claim}</a>"))}</p>");

    private static Markup Table(string yLabel, IReadOnlyList<LayerCurve> lines)
    {
        var xs = lines.SelectMany(line => line.Points.Select(point => point.X)).Distinct().ToList();
        return Markup.Of(
            $"""
             <div class="scroll" tabindex="0" role="region" aria-label="Numbers: {lines[0].FigureTitle}"><table class="numbers">
             <caption>{yLabel}{(lines[0].Reference is { } r ? $"; reference line at {Numbers.Short(r)}" : "")}</caption>
             <thead><tr><td></td>{xs.Select(x => Markup.Of($"<th scope=\"col\">{Named(lines[0].XLabel, x)}</th>"))}</tr></thead>
             <tbody>{lines.Select(line => Markup.Of($"<tr><th scope=\"row\">{Named(line.SeriesLabel, line.Series)}</th>{xs.Select(x => Cell(line, x))}</tr>"))}</tbody>
             </table></div>
             """);
    }

    private static Markup Cell(LayerCurve line, string x)
    {
        if (line.Points.FirstOrDefault(point => point.X == x) is not { } point)
            return Markup.Of($"<td></td>");
        var interval = point is { Low: { } low, High: { } high } ? Markup.Of($"<br><span class=\"range\">{Numbers.Interval([low, high])}</span>") : Markup.Empty;
        var chosen = point.Chosen ? Markup.Of($"<br><strong>chosen</strong>") : Markup.Empty;
        return Markup.Of($"<td>{Numbers.Data(point.Value, Numbers.Short(point.Value))}{interval}{chosen}</td>");
    }

    private static string Named(string? what, string name) => what is null ? name : $"{what} {name}";
}
