using Repro.Report.Html;
using static Repro.Report.Figures.Svg.SvgText;

namespace Repro.Report.Figures.Svg;

/// <summary>
/// A figure as one SVG file: title and description, axes with ticks, marks with intervals, legend. No script, no style, nothing to fetch. Vega draws it on the
/// page; here no browser is at hand, so the same figure is drawn by these few lines.
/// </summary>
internal static class FigureSvg
{
    private const double Margin = 16;

    public static string Of(Figure figure)
    {
        const int Width = VegaLiteSpec.Width;
        var title = Lines(figure.Title, 15, Width - (2 * Margin));
        var top = Margin + (20 * title.Count) + 12;
        var (plot, bottom) = figure.Kind switch
        {
            FigureKind.HeatMap => HeatPlot.Of(figure, top),
            FigureKind.Conditions => ConditionPlot.Of(figure, top),
            _ => NumberPlot.Of(figure, top),
        };
        var (legend, end) = Legend(figure, bottom + 8);
        var unit = figure.Kind == FigureKind.HeatMap ? SvgMarks.Words("axis-title", $"Cells: {figure.YLabel}", Margin, end + 8, "start", Look.Muted, Width - (2 * Margin)) : Markup.Empty;
        var height = end + (figure.Kind == FigureKind.HeatMap ? 24 : 12);
        return Markup.Of(
            $"""
             <?xml version="1.0" encoding="UTF-8"?>
             <svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title desc" width="{Width}" height="{N(height)}" viewBox="0 0 {Width} {N(height)}" font-family="{Look.Font}" font-size="12">
             <title id="title">{SvgText.Of(figure.Title)}</title>
             <desc id="desc">{SvgText.Of(figure.Description)}</desc>
             <rect width="{Width}" height="{N(height)}" fill="{Look.Page}"/>
             {title.Select((line, i) => Markup.Of($"<text class=\"heading\" x=\"{N(Margin)}\" y=\"{N(Margin + 14 + (20 * i))}\" font-size=\"15\" font-weight=\"600\" fill=\"{Look.Ink}\">{SvgText.Of(line)}</text>\n"))}{plot}{legend}{unit}</svg>

             """).ToString();
    }

    /// <summary>Shape, colour and name of every line, in as many columns as fit.</summary>
    private static (Markup Legend, double End) Legend(Figure figure, double top)
    {
        if (!figure.Several || figure.Kind == FigureKind.HeatMap) return (Markup.Empty, top);
        const double Room = VegaLiteSpec.Width - (2 * Margin);
        var columns = (int)Math.Clamp(Math.Floor(Room / (figure.Series.Max(series => SvgText.Width(series, 12)) + 44)), 1, 3);
        var column = Room / columns;
        var items = figure.Series.Index().Select(line =>
        {
            var (x, y) = (Margin + (column * (line.Index % columns)), top + (20 * (line.Index / columns)) + 8);
            return Markup.Of($"<g class=\"key\">{SvgMarks.Shape(Look.Shape(line.Item, line.Index), Look.Color(line.Item, line.Index), x + 8, y)}{SvgMarks.Words("name", line.Item, x + 22, y + 4, "start", Look.Ink, column - 30)}</g>\n");
        });
        return (Markup.Join(items), top + (20 * Math.Ceiling(figure.Series.Count / (double)columns)));
    }
}
