using System.Globalization;
using Repro.Report.Html;
using static Repro.Report.Figures.Svg.SvgText;

namespace Repro.Report.Figures.Svg;

/// <summary>A cell a point: rows are lines. Every cell holds its number, so that nothing is told by colour alone; the chosen cell has a frame.</summary>
internal static class HeatPlot
{
    private const double Row = 26;

    /// <summary>The plot, and where it ends.</summary>
    public static (Markup Plot, double Bottom) Of(Figure figure, double top)
    {
        var left = 56 + Math.Min(200, figure.Series.Max(series => Width(series, 12)));
        double right = VegaLiteSpec.Width - 24, width = (right - left) / figure.Xs.Count, bottom = top + (Row * figure.Series.Count);
        var most = figure.Points.Max(point => point.Value) is var largest and > 0 ? largest : 1;
        var columns = figure.Xs.Index().ToDictionary(x => x.Item, x => left + (width * x.Index), StringComparer.Ordinal);
        var parts = new List<Markup>();
        parts.AddRange(figure.Series.Index().Select(series => SvgMarks.Words("tick", series.Item, left - 8, top + (Row * (series.Index + 0.5)) + 4, "end", Look.Muted, 200)));
        parts.AddRange(columns.Select(x => SvgMarks.Words("tick", x.Key, x.Value + (width / 2), bottom + 18, "middle", Look.Muted, width)));
        if (figure.XLabel is { } xLabel) parts.Add(SvgMarks.Words("axis-title", xLabel, (left + right) / 2, bottom + 40, "middle", Look.Muted, right - left));
        if (figure.SeriesLabel is { } label) parts.Add(Markup.Of($"<text class=\"axis-title\" transform=\"translate(20 {N((top + bottom) / 2)}) rotate(-90)\" text-anchor=\"middle\" fill=\"{Look.Muted}\">{SvgText.Of(label)}</text>\n"));
        var cells = figure.Points.Select(point => (Point: point, X: columns[point.X], Y: top + (Row * SvgMarks.Place(figure, point.Series)))).ToList();
        foreach (var (point, x, y) in cells)
        {
            var share = Math.Clamp(point.Value / most, 0, 1);
            parts.Add(Markup.Of(
                $"""
                 <g class="cell{(point.Chosen ? " chosen" : "")}"><title>{SvgText.Of($"{figure.SeriesLabel} {point.Series}, {figure.XLabel} {point.X}: {Value(point.Value)}".Trim())}</title><rect x="{N(x)}" y="{N(y)}" width="{N(width)}" height="{N(Row)}" fill="{Mix(Look.Panel, Look.Color("", 0), share)}" stroke="{Look.Page}"/><text x="{N(x + (width / 2))}" y="{N(y + (Row / 2) + 4)}" text-anchor="middle" fill="{(share > 0.6 ? Look.Page : Look.Ink)}">{point.Value.ToString("0.0", CultureInfo.InvariantCulture)}</text></g>

                 """));
        }

        parts.AddRange(cells.Where(cell => cell.Point.Chosen).Select(cell => Markup.Of($"<rect class=\"frame\" x=\"{N(cell.X)}\" y=\"{N(cell.Y)}\" width=\"{N(width)}\" height=\"{N(Row)}\" fill=\"none\" stroke=\"{Look.Ink}\" stroke-width=\"3\"/>\n")));
        return (Markup.Join(parts), bottom + 50);
    }

    /// <summary>A colour between two, both written #rrggbb.</summary>
    private static string Mix(string from, string to, double share)
    {
        int Part(string color, int at) => int.Parse(color.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return "#" + string.Concat(new[] { 1, 3, 5 }.Select(at => ((int)Math.Round(Part(from, at) + (share * (Part(to, at) - Part(from, at))))).ToString("x2", CultureInfo.InvariantCulture)));
    }
}
