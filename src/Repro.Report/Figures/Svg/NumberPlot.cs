using Repro.Report.Html;
using static Repro.Report.Figures.Svg.SvgText;

namespace Repro.Report.Figures.Svg;

/// <summary>Values over layers or another number: a line with its band where neighbours are joined, points with bars where not.</summary>
internal static class NumberPlot
{
    private const double Left = 76;
    private const double Height = 290;

    /// <summary>The plot, and where it ends.</summary>
    public static (Markup Plot, double Bottom) Of(Figure figure, double top)
    {
        double right = VegaLiteSpec.Width - 24, bottom = top + Height;
        List<double> values = [.. figure.Points.Select(point => point.Value), .. figure.Points.Select(point => point.Low).OfType<double>(), .. figure.Points.Select(point => point.High).OfType<double>(), .. figure.Bounds.Select(bound => bound.Value), .. figure.Reference is { } line ? [line] : Array.Empty<double>()];
        var (x, y) = (SvgAxis.At([.. figure.Xs.Select(Figure.Number)], Left + 14, right - 14), SvgAxis.Round(values, bottom, top));
        (double X, double Y) At(FigurePoint point, double value) => (x[Figure.Number(point.X)], y[value]);
        var parts = new List<Markup>();
        foreach (var tick in y.Ticks)
        {
            parts.Add(SvgMarks.Line("grid", Left, y[tick], right, y[tick], Look.Grid));
            parts.Add(SvgMarks.Words("tick", Value(tick), Left - 8, y[tick] + 4, "end", Look.Muted));
        }

        foreach (var tick in x.Ticks)
        {
            parts.Add(SvgMarks.Line("tick-mark", x[tick], bottom, x[tick], bottom + 4, Look.Axis));
            parts.Add(SvgMarks.Words("tick", Value(tick), x[tick], bottom + 18, "middle", Look.Muted));
        }

        parts.Add(SvgMarks.Line("axis", Left, top, Left, bottom, Look.Axis));
        parts.Add(SvgMarks.Line("axis", Left, bottom, right, bottom, Look.Axis));
        parts.Add(SvgMarks.Words("axis-title", figure.XLabel!, (Left + right) / 2, bottom + 40, "middle", Look.Muted, right - Left));
        parts.Add(Markup.Of($"<text class=\"axis-title\" transform=\"translate(20 {N((top + bottom) / 2)}) rotate(-90)\" text-anchor=\"middle\" fill=\"{Look.Muted}\">{SvgText.Of(Cut(figure.YLabel, 12, Height))}</text>\n"));
        if (figure.Reference is { } reference)
            parts.Add(Markup.Of($"<line class=\"reference\" x1=\"{N(Left)}\" x2=\"{N(right)}\" y1=\"{N(y[reference])}\" y2=\"{N(y[reference])}\" stroke=\"{Look.Ink}\" stroke-width=\"1.5\" stroke-dasharray=\"5 4\"/>\n"));
        foreach (var bound in figure.Bounds)
        {
            parts.Add(SvgMarks.Bound(Left, y[bound.Value], right, y[bound.Value]));
            parts.Add(SvgMarks.Words("paper-label", bound.Label, right - 2, y[bound.Value] - 4, "end", Look.Ink));
        }

        foreach (var (place, series) in figure.Series.Index())
        {
            var points = figure.Points.Where(point => point.Series == series).OrderBy(point => Figure.Number(point.X)).ToList();
            if (figure.Kind == FigureKind.Lines) parts.Add(Joined(points, place, At));
            else parts.AddRange(points.Select(point => SvgMarks.Interval(figure, point, value => At(point, value), upright: true)));
        }

        parts.AddRange(figure.Points.Select(point => SvgMarks.Point(figure, point, At(point, point.Value).X, At(point, point.Value).Y)));
        parts.AddRange(figure.Points.Select(point => SvgMarks.Label(point, At(point, point.Value).X, At(point, point.Value).Y - (figure.Kind == FigureKind.Lines ? 12 : 0), right)));
        return (Markup.Join(parts), bottom + 50);
    }

    private static Markup Joined(IReadOnlyList<FigurePoint> points, int place, Func<FigurePoint, double, (double X, double Y)> at)
    {
        string Path(IEnumerable<(double X, double Y)> path) => string.Concat(path.Select((p, i) => $"{(i == 0 ? 'M' : 'L')}{N(p.X)} {N(p.Y)}"));
        if (points.Count == 0) return Markup.Empty;
        var color = Look.Color(points[0].Series, place);
        var within = points.Where(point => point is { Low: not null, High: not null }).ToList();
        var band = within.Count == 0 ? Markup.Empty : Markup.Of($"<path class=\"band\" d=\"{Path([.. within.Select(point => at(point, point.Low!.Value)), .. within.AsEnumerable().Reverse().Select(point => at(point, point.High!.Value))])}Z\" fill=\"{color}\" fill-opacity=\"0.12\"/>\n");
        return Markup.Of($"{band}<path class=\"line\" d=\"{Path(points.Select(point => at(point, point.Value)))}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"2\" stroke-dasharray=\"{string.Join(' ', Look.Dash(points[0].Series, place))}\"/>\n");
    }
}
