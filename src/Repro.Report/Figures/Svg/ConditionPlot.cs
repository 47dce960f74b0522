using Repro.Report.Html;
using static Repro.Report.Figures.Svg.SvgText;

namespace Repro.Report.Figures.Svg;

/// <summary>Values of named conditions, one below the other; lines of the figure stand in lanes of their own.</summary>
internal static class ConditionPlot
{
    private const double Limit = VegaLiteSpec.Width * 0.42;

    /// <summary>The plot, and where it ends.</summary>
    public static (Markup Plot, double Bottom) Of(Figure figure, double top)
    {
        var lane = figure.Several ? 18 : 32;
        double row = (lane * figure.Series.Count) + (figure.Several ? 14 : 0), right = VegaLiteSpec.Width - 28;
        var left = Math.Min(Limit, figure.Xs.Max(x => Width(x, 12))) + 30;
        var bottom = top + (row * figure.Xs.Count);
        List<double> values = [0, .. figure.Points.Select(point => point.Value), .. figure.Points.Select(point => point.Low).OfType<double>(), .. figure.Points.Select(point => point.High).OfType<double>(), .. figure.Bounds.Select(bound => bound.Value), .. figure.Reference is { } line ? [line] : Array.Empty<double>()];
        var axis = SvgAxis.Round(values, left, right);
        var rows = figure.Xs.Index().ToDictionary(x => x.Item, x => top + (row * x.Index), StringComparer.Ordinal);
        double Y(FigurePoint point) => rows[point.X] + ((row - (lane * figure.Series.Count)) / 2) + (lane * (SvgMarks.Place(figure, point.Series) + 0.5));
        var parts = new List<Markup>();
        foreach (var (x, y) in rows)
        {
            parts.Add(SvgMarks.Line("grid", left, y + (row / 2), right, y + (row / 2), Look.Grid));
            parts.Add(SvgMarks.Words("condition", x, left - 10, y + (row / 2) + 4, "end", Look.Ink, Limit));
        }

        foreach (var tick in axis.Ticks)
        {
            parts.Add(SvgMarks.Line("tick-mark", axis[tick], bottom, axis[tick], bottom + 4, Look.Axis));
            parts.Add(SvgMarks.Words("tick", Value(tick), axis[tick], bottom + 18, "middle", Look.Muted));
        }

        parts.Add(SvgMarks.Line("axis", left, bottom, right, bottom, Look.Axis));
        parts.Add(SvgMarks.Words("axis-title", figure.YLabel, (left + right) / 2, bottom + 40, "middle", Look.Muted, right - left));
        if (figure.Reference is { } reference)
            parts.Add(Markup.Of($"<line class=\"reference\" x1=\"{N(axis[reference])}\" x2=\"{N(axis[reference])}\" y1=\"{N(top)}\" y2=\"{N(bottom)}\" stroke=\"{Look.Ink}\" stroke-width=\"1.5\" stroke-dasharray=\"5 4\"/>\n"));
        foreach (var bound in figure.Bounds.Where(bound => rows.ContainsKey(bound.X!)))
        {
            var (x, y, high) = (axis[bound.Value], rows[bound.X!], figure.IsHigh(bound.Value));
            parts.Add(SvgMarks.Bound(x, y, x, y + row));
            parts.Add(SvgMarks.Words("paper-label", bound.Label, high ? x - 5 : x + 5, y + 10, high ? "end" : "start", Look.Ink));
        }

        parts.AddRange(figure.Points.Select(point => SvgMarks.Interval(figure, point, value => (axis[value], Y(point)), upright: false)));
        parts.AddRange(figure.Points.Select(point => SvgMarks.Point(figure, point, axis[point.Value], Y(point))));
        parts.AddRange(figure.Points.Select(point => SvgMarks.Label(point, axis[point.Value], Y(point), right + 20)));
        return (Markup.Join(parts), bottom + 50);
    }
}
