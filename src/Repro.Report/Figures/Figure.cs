using System.Globalization;
using System.Text.RegularExpressions;
using Repro.Evidence.Runs;

namespace Repro.Report.Figures;

/// <summary>One figure of a run, read from its lines: what the page, the Vega-Lite file and the SVG file all draw.</summary>
internal sealed partial class Figure
{
    private Figure(string id, IReadOnlyList<LayerCurve> all)
    {
        List<LayerCurve> lines = [.. all.Where(line => !PaperLine.IsBound(line))];
        if (lines.Count == 0) lines = [.. all]; // a bound alone is a line
        var first = lines[0];
        (Id, FileName, Title, YLabel, Reference) = (id, FigureName.Of(id), first.FigureTitle, first.YLabel, first.Reference);
        Series = [.. lines.Select(line => line.Series).Distinct(StringComparer.Ordinal)];
        Xs = [.. lines.SelectMany(line => line.Points.Select(point => point.X)).Distinct(StringComparer.Ordinal)];
        if (first.Chart == LayerCurve.HeatMap && Xs.All(Decimal().IsMatch)) Xs = [.. Xs.OrderBy(Number)]; // rows may lack a cell
        Kind = KindOf(first, Xs);
        Bounds = [.. all.Except(lines).SelectMany(line => Rules(line, Kind))];
        XLabel = first.XLabel ?? (Kind is FigureKind.Lines or FigureKind.Points ? "Layer" : null);
        SeriesLabel = first.SeriesLabel;
        Claims = [.. all.SelectMany(line => line.Claims).Distinct(StringComparer.Ordinal)];
        Points = [.. lines.SelectMany(line => line.Points.Select(point => new FigurePoint(line.Series, point.X, point.Value, point.Low, point.High, PaperLine.Is(line.Series), point.Chosen, Label(line, point))))];
    }

    /// <summary>Id, as the run names it: untrusted text.</summary>
    public string Id { get; }

    /// <summary>Name of its files, without their endings.</summary>
    public string FileName { get; }

    public string Title { get; }

    public string YLabel { get; }

    public string? XLabel { get; }

    public string? SeriesLabel { get; }

    public double? Reference { get; }

    public FigureKind Kind { get; }

    /// <summary>Names of the lines, in order.</summary>
    public IReadOnlyList<string> Series { get; }

    /// <summary>Places on the axis of layers or conditions, in order.</summary>
    public IReadOnlyList<string> Xs { get; }

    public IReadOnlyList<string> Claims { get; }

    /// <summary>All marks, line by line.</summary>
    public IReadOnlyList<FigurePoint> Points { get; }

    /// <summary>Bounds that the paper gives: rules, no marks.</summary>
    public IReadOnlyList<FigureBound> Bounds { get; }

    public bool Several => Series.Count > 1;

    /// <summary>Whether a value stands in the upper half of the axis, so that words beside it have room below.</summary>
    public bool IsHigh(double value) => value > Points.Max(point => point.High ?? point.Value) / 2;

    /// <summary>What the figure holds, in sentences.</summary>
    public string Description => string.Concat(
        $"{YLabel} by {(Kind switch { FigureKind.HeatMap => $"{XLabel ?? "condition"} and {SeriesLabel ?? "row"}", FigureKind.Conditions => "condition", _ => XLabel!.ToLowerInvariant() })}",
        Kind == FigureKind.HeatMap ? $", {Points.Count} cells." : $", {Points.Count} points of {Series.Count} {(Several ? "lines" : "line")}: {string.Join("; ", Series)}.",
        Kind == FigureKind.HeatMap || !Points.Any(point => point.Low is not null) ? "" : " Bars and bands are the intervals of the run.",
        Reference is { } reference ? string.Create(CultureInfo.InvariantCulture, $" The dashed line stands at {reference:0.####}.") : "",
        Points.Any(point => point.Paper) ? " Diamonds are the paper's own numbers; of a cut, what it leaves." : "",
        Bounds.Count > 0 ? $" Rules of short dashes are bounds that the paper gives, {string.Join("; ", Bounds.Select(bound => bound.Label).Distinct(StringComparer.Ordinal))}." : "",
        Points.Any(point => point.Chosen) ? " The framed cell was chosen." : "",
        Claims.Count > 0 ? $" Claims {string.Join(", ", Claims)}." : "");

    /// <summary>Figures of lines that <see cref="Drawn"/> gave, in order.</summary>
    public static IReadOnlyList<Figure> All(IReadOnlyList<LayerCurve> curves) =>
        [.. curves.GroupBy(curve => curve.Figure, StringComparer.Ordinal).Select(lines => new Figure(lines.Key, [.. lines]))];

    /// <summary>The lines of a run's figures that have a point at all, with the paper's beside them.</summary>
    public static IReadOnlyList<LayerCurve> Drawn(RunDocument run)
    {
        var drawn = run.Curves.Where(curve => curve.Points.Count > 0).Select(curve => curve.Figure).ToHashSet(StringComparer.Ordinal);
        return PaperCurves.Beside([.. run.Curves.Where(curve => drawn.Contains(curve.Figure))], run.Claims.Claims);
    }

    /// <summary>A place on an axis of numbers.</summary>
    public static double Number(string x) => double.Parse(x, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    private static FigureKind KindOf(LayerCurve first, IReadOnlyList<string> xs)
    {
        if (first.Chart == LayerCurve.HeatMap) return FigureKind.HeatMap;
        if (!xs.All(x => (first.XLabel is null ? Whole() : Decimal()).IsMatch(x))) return FigureKind.Conditions;
        if (first.Chart == LayerCurve.Apart) return FigureKind.Points;
        var layers = xs.Select(Number).Distinct().Order().ToList();
        return first.XLabel is not null || layers.Zip(layers.Skip(1)).All(pair => pair.Second - pair.First == 1) ? FigureKind.Lines : FigureKind.Points;
    }

    private static IEnumerable<FigureBound> Rules(LayerCurve line, FigureKind kind) => kind switch
    {
        FigureKind.HeatMap => [],
        FigureKind.Conditions => line.Points.Select(point => new FigureBound(point.Value, point.X, line.Series)),
        _ => line.Points.Take(1).Select(point => new FigureBound(point.Value, null, line.Series)),
    };

    /// <summary>The paper's number; of a line that says the same at every place, at its last.</summary>
    private static string? Label(LayerCurve line, CurvePoint point)
    {
        if (!PaperLine.Is(line.Series) || (line.Points.Count > 2 && line.Points.All(other => other.Value == point.Value) && point != line.Points[^1])) return null;
        return string.Create(CultureInfo.InvariantCulture, $"paper: {point.Value:0.##}{PaperLine.Unit(line.YLabel)}");
    }

    [GeneratedRegex(@"\A[0-9]{1,9}\z")]
    private static partial Regex Whole();

    [GeneratedRegex(@"\A[0-9]{1,9}(\.[0-9]{1,9})?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Decimal();
}
