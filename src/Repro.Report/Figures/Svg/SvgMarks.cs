using Repro.Report.Html;
using static Repro.Report.Figures.Svg.SvgText;

namespace Repro.Report.Figures.Svg;

/// <summary>The marks of every plot: points with their shape, intervals, the paper's diamonds with their label, tick labels.</summary>
internal static class SvgMarks
{
    /// <summary>One point; what it is stands in its title.</summary>
    public static Markup Point(Figure figure, FigurePoint point, double x, double y)
    {
        var place = Place(figure, point.Series);
        return Markup.Of($"<g class=\"point{(point.Paper ? " paper" : "")}\"><title>{Of(Told(figure, point))}</title>{Shape(Look.Shape(point.Series, place), Look.Color(point.Series, place), x, y)}</g>\n");
    }

    /// <summary>Label of the paper's point, on the side where there is room.</summary>
    public static Markup Label(FigurePoint point, double x, double y, double right)
    {
        if (point.Label is not { } label) return Markup.Empty;
        var after = x + 9 + Width(label, 12) <= right;
        return Markup.Of($"<text class=\"paper-label\" x=\"{N(after ? x + 9 : x - 9)}\" y=\"{N(y + 4)}\" text-anchor=\"{(after ? "start" : "end")}\" fill=\"{Look.Ink}\">{Of(label)}</text>\n");
    }

    /// <summary>Rule of a bound that the paper gives.</summary>
    public static Markup Bound(double x1, double y1, double x2, double y2) =>
        Markup.Of($"<line class=\"bound\" x1=\"{N(x1)}\" y1=\"{N(y1)}\" x2=\"{N(x2)}\" y2=\"{N(y2)}\" stroke=\"{Look.Ink}\" stroke-width=\"1.5\" stroke-dasharray=\"{string.Join(' ', Look.BoundDash)}\"/>\n");

    /// <summary>The interval of a point, with its ends.</summary>
    public static Markup Interval(Figure figure, FigurePoint point, Func<double, (double X, double Y)> at, bool upright)
    {
        if (point is not { Low: { } low, High: { } high }) return Markup.Empty;
        var ((x1, y1), (x2, y2)) = (at(low), at(high));
        var (dx, dy) = upright ? (4, 0) : (0, 4);
        return Markup.Of($"<path class=\"interval\" d=\"M{N(x1 - dx)} {N(y1 - dy)}L{N(x1 + dx)} {N(y1 + dy)}M{N(x1)} {N(y1)}L{N(x2)} {N(y2)}M{N(x2 - dx)} {N(y2 - dy)}L{N(x2 + dx)} {N(y2 + dy)}\" stroke=\"{Look.Color(point.Series, Place(figure, point.Series))}\" stroke-width=\"1.5\" fill=\"none\"/>\n");
    }

    public static Markup Shape(string shape, string color, double x, double y)
    {
        var path = shape switch
        {
            "circle" => $"<circle cx=\"{N(x)}\" cy=\"{N(y)}\" r=\"4.2\" fill=\"{color}\"/>",
            _ => $"<path d=\"{Outline(shape)}\" transform=\"translate({N(x)} {N(y)})\" fill=\"{color}\"/>",
        };
        return Markup.Trusted(path);
    }

    public static Markup Line(string kind, double x1, double y1, double x2, double y2, string color) =>
        Markup.Of($"<line class=\"{kind}\" x1=\"{N(x1)}\" y1=\"{N(y1)}\" x2=\"{N(x2)}\" y2=\"{N(y2)}\" stroke=\"{color}\"/>\n");

    /// <summary>A small text; cut where it is too wide, with the whole in its title.</summary>
    public static Markup Words(string kind, string text, double x, double y, string anchor, string color, double limit = double.PositiveInfinity)
    {
        var shown = Cut(text, 12, limit);
        return Markup.Of($"<text class=\"{kind}\" x=\"{N(x)}\" y=\"{N(y)}\" text-anchor=\"{anchor}\" fill=\"{color}\">{Of(shown)}{(shown == text ? Markup.Empty : Markup.Of($"<title>{Of(text)}</title>"))}</text>\n");
    }

    public static int Place(Figure figure, string series) => figure.Series.Index().First(line => line.Item == series).Index;

    private static string Told(Figure figure, FigurePoint point) => string.Concat(
        figure.Kind == FigureKind.HeatMap ? $"{figure.SeriesLabel} {point.Series}, {figure.XLabel} {point.X}" : figure.Several ? $"{point.Series}, {point.X}" : point.X,
        $": {Value(point.Value)}",
        point is { Low: { } low, High: { } high } ? $" [{Value(low)}, {Value(high)}]" : "");

    private static string Outline(string shape) => shape switch
    {
        "square" => "M-3.8-3.8h7.6v7.6h-7.6z",
        "triangle-up" => "M0-4.8L4.8 3.8h-9.6z",
        "triangle-down" => "M0 4.8L4.8-3.8h-9.6z",
        "triangle-right" => "M4.8 0L-3.8 4.8v-9.6z",
        "triangle-left" => "M-4.8 0L3.8 4.8v-9.6z",
        "cross" => "M-1.6-4.6h3.2v3h3v3.2h-3v3h-3.2v-3h-3v-3.2h3z",
        _ => "M0-6L6 0 0 6-6 0z",
    };
}
