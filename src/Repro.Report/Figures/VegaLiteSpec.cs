using System.Globalization;
using System.Text.Json.Nodes;

namespace Repro.Report.Figures;

/// <summary>
/// A figure as a Vega-Lite specification with its data inside. The page draws this very specification in its own width and colours, and the exported file is it.
/// It keeps to what version 5 knows, so that older viewers draw it too.
/// </summary>
internal static class VegaLiteSpec
{
    public const string Schema = "https://vega.github.io/schema/vega-lite/v5.json";

    /// <summary>Width of an exported figure, in pixels.</summary>
    public const int Width = 760;

    public static JsonObject Of(Figure figure)
    {
        var spec = new JsonObject
        {
            ["$schema"] = Schema,
            ["title"] = figure.Title,
            ["description"] = figure.Description,
            ["width"] = Width,
            ["height"] = Height(figure),
            ["autosize"] = new JsonObject { ["type"] = "fit", ["contains"] = "padding" },
            ["background"] = Look.Page,
            ["padding"] = 2,
            ["data"] = new JsonObject { ["values"] = new JsonArray([.. figure.Points.Select(Row)]) },
        };
        if (figure.Kind == FigureKind.HeatMap) HeatMap(spec, figure);
        else spec["layer"] = figure.Kind == FigureKind.Conditions ? Conditions(figure) : OverNumbers(figure);
        spec["config"] = VegaTheme.Of(Width);
        return spec;
    }

    private static int Height(Figure figure) => figure.Kind switch
    {
        FigureKind.HeatMap => 60 + (24 * figure.Series.Count),
        FigureKind.Conditions => 70 + (figure.Xs.Count * RowHeight(figure)),
        _ => 340,
    };

    /// <summary>Height of a condition's row.</summary>
    private static int RowHeight(Figure figure) => figure.Several ? (18 * figure.Series.Count) + 14 : 32;

    private static JsonNode Row(FigurePoint point) => new JsonObject
    {
        ["series"] = point.Series, ["x"] = point.X, ["value"] = point.Value, ["low"] = point.Low, ["high"] = point.High,
        ["paper"] = point.Paper, ["chosen"] = point.Chosen, ["label"] = point.Label,
    };

    private static JsonArray OverNumbers(Figure figure)
    {
        var joined = figure.Kind == FigureKind.Lines;
        var layer = new JsonArray();
        foreach (var (i, series) in figure.Series.Index())
        {
            var color = Look.Color(series, i);
            JsonArray Transform(bool intervals) => intervals ? [Is(series), Test("isValid(datum.low)"), Number()] : [Is(series), Number()];
            if (figure.Points.Any(point => point.Series == series && point.Low is not null))
                layer.Add(Mark(Transform(intervals: true), joined ? new() { ["type"] = "area", ["color"] = color, ["opacity"] = 0.12 } : new() { ["type"] = "rule", ["color"] = color, ["strokeWidth"] = 2 }, new() { ["x"] = X(figure), ["y"] = Y(figure, "low"), ["y2"] = new JsonObject { ["field"] = "high" } }));
            if (joined)
                layer.Add(Mark(Transform(intervals: false), new() { ["type"] = "line", ["color"] = color, ["strokeWidth"] = 2, ["strokeDash"] = Numbers(Look.Dash(series, i)) }, new() { ["x"] = X(figure), ["y"] = Y(figure, "value") }));
        }

        Reference(layer, figure, "y");
        foreach (var bound in figure.Bounds) VegaBound.Across(layer, bound);
        layer.Add(Mark([Number()], Dots(55), Keys(figure, new() { ["x"] = X(figure), ["y"] = Y(figure, "value") })));
        if (figure.Points.Any(point => point.Label is not null))
            layer.Add(Mark([Test("isValid(datum.label)"), Number()], Words(figure, last: true), new() { ["x"] = X(figure), ["y"] = Y(figure, "value"), ["text"] = Label() }));
        return layer;
    }

    private static JsonArray Conditions(Figure figure)
    {
        var layer = new JsonArray();
        Reference(layer, figure, "x");
        foreach (var bound in figure.Bounds) VegaBound.OfRow(layer, bound, RowHeight(figure), Condition(figure), Across(figure, "value"), left: figure.IsHigh(bound.Value));
        if (figure.Points.Any(point => point.Low is not null))
        {
            var rule = Lane(figure, Keys(figure, new() { ["y"] = Condition(figure), ["x"] = Across(figure, "low"), ["x2"] = new JsonObject { ["field"] = "high" } }));
            rule.Remove("shape");
            rule.Remove("tooltip");
            layer.Add(Mark([Test("isValid(datum.low)")], new() { ["type"] = "rule", ["strokeWidth"] = 2 }, rule));
        }

        layer.Add(Mark(null, Dots(75), Lane(figure, Keys(figure, new() { ["y"] = Condition(figure), ["x"] = Across(figure, "value") }))));
        if (figure.Points.Any(point => point.Label is not null))
            layer.Add(Mark([Test("isValid(datum.label)")], Words(figure, last: false), Lane(figure, new() { ["y"] = Condition(figure), ["x"] = Across(figure, "value"), ["text"] = Label() })));
        return layer;
    }

    /// <summary>Every cell holds its number, so that nothing is told by colour alone; the chosen cell has a frame.</summary>
    private static void HeatMap(JsonObject spec, Figure figure)
    {
        var most = figure.Points.Max(point => point.Value) is var largest and > 0 ? largest : 1;
        var test = string.Create(CultureInfo.InvariantCulture, $"datum.value > {0.6 * most:R}");
        JsonObject Axis(string field, string? title) => new() { ["field"] = field, ["type"] = "ordinal", ["sort"] = null, ["scale"] = Domain(field == "x" ? figure.Xs : figure.Series), ["title"] = title, ["axis"] = new JsonObject { ["domain"] = false, ["ticks"] = false, ["labelAngle"] = 0 } };
        spec["encoding"] = new JsonObject { ["x"] = Axis("x", figure.XLabel), ["y"] = Axis("series", figure.SeriesLabel) };
        spec["layer"] = new JsonArray(
            Mark(null, new() { ["type"] = "rect", ["stroke"] = Look.Page, ["strokeWidth"] = 1 }, new()
            {
                ["color"] = new JsonObject { ["field"] = "value", ["type"] = "quantitative", ["scale"] = new JsonObject { ["domain"] = new JsonArray(0, most), ["range"] = new JsonArray(Look.Panel, Look.Color("", 0)) }, ["legend"] = null },
                ["tooltip"] = new JsonArray(Told("series", "nominal", figure.SeriesLabel ?? "Row"), Told("x", "nominal", figure.XLabel ?? "At"), Told("value", "quantitative", figure.YLabel)),
            }),
            Mark([Test("datum.chosen")], new() { ["type"] = "rect", ["fillOpacity"] = 0, ["stroke"] = Look.Ink, ["strokeWidth"] = 3 }, []),
            Mark(null, new() { ["type"] = "text", ["baseline"] = "middle" }, new()
            {
                ["text"] = new JsonObject { ["field"] = "value", ["type"] = "quantitative", ["format"] = ".1f" },
                // From here on a cell is nearer to the full colour than to the page, and its number is written in the page's.
                ["color"] = new JsonObject { ["condition"] = new JsonObject { ["test"] = test, ["value"] = Look.Page }, ["value"] = Look.Ink },
            }));
    }

    private static void Reference(JsonArray layer, Figure figure, string axis)
    {
        if (figure.Reference is not { } reference) return;
        var rule = Mark(null, new() { ["type"] = "rule", ["strokeDash"] = new JsonArray(5, 4), ["strokeWidth"] = 1.5, ["color"] = Look.Ink }, new() { [axis] = new JsonObject { ["field"] = "at", ["type"] = "quantitative" } });
        rule.Insert(0, "data", new JsonObject { ["values"] = new JsonArray(new JsonObject { ["at"] = reference }) });
        layer.Add(rule);
    }

    /// <summary>Colour and shape by line. Only the marks have a legend: lines and intervals take their colour and dash as constants.</summary>
    private static JsonObject Keys(Figure figure, JsonObject encoding)
    {
        JsonObject Scale(Func<string, int, string> range) => new()
        {
            ["field"] = "series",
            ["type"] = "nominal",
            ["scale"] = new JsonObject { ["domain"] = new JsonArray([.. figure.Series.Select(series => (JsonNode)series)]), ["range"] = new JsonArray([.. figure.Series.Select((series, i) => (JsonNode)range(series, i))]) },
            ["legend"] = figure.Several ? new JsonObject() : null,
        };
        encoding["color"] = Scale(Look.Color);
        encoding["shape"] = Scale(Look.Shape);
        encoding["tooltip"] = new JsonArray(Told("series", "nominal", "Line"), Told("x", "nominal", figure.XLabel ?? "At"), Told("value", "quantitative", figure.YLabel));
        return encoding;
    }

    private static JsonObject Lane(Figure figure, JsonObject encoding)
    {
        if (figure.Several) encoding["yOffset"] = new JsonObject { ["field"] = "series", ["type"] = "nominal", ["sort"] = null, ["scale"] = new JsonObject { ["paddingOuter"] = 0.4 } };
        return encoding;
    }

    private static JsonObject X(Figure figure) => new()
    {
        ["field"] = "number",
        ["type"] = "quantitative",
        ["title"] = figure.XLabel,
        ["axis"] = figure.XLabel == "Layer" ? new JsonObject { ["tickMinStep"] = 1, ["format"] = "d", ["grid"] = false } : new JsonObject { ["grid"] = false },
        ["scale"] = new JsonObject { ["nice"] = false, ["zero"] = false, ["padding"] = 12 },
    };

    private static JsonObject Y(Figure figure, string field) => new()
    {
        ["field"] = field, ["type"] = "quantitative", ["title"] = figure.YLabel, ["scale"] = new JsonObject { ["zero"] = false, ["nice"] = true }, ["axis"] = new JsonObject { ["tickCount"] = 6 },
    };

    private static JsonObject Across(Figure figure, string field) => new()
    {
        ["field"] = field, ["type"] = "quantitative", ["title"] = figure.YLabel, ["scale"] = new JsonObject { ["zero"] = true, ["nice"] = true }, ["axis"] = new JsonObject { ["tickCount"] = 6, ["grid"] = false },
    };

    private static JsonObject Condition(Figure figure)
    {
        var encoding = new JsonObject
        {
            ["field"] = "x", ["type"] = "nominal", ["title"] = null, ["sort"] = null,
            ["axis"] = new JsonObject { ["labelColor"] = Look.Ink, ["ticks"] = false, ["domain"] = false, ["labelPadding"] = 10, ["grid"] = true },
        };
        if (figure.Bounds.Count > 0) encoding["scale"] = Domain(figure.Xs);
        return encoding;
    }

    /// <summary>Names in order: layers with data of their own would else begin with theirs.</summary>
    private static JsonObject Domain(IReadOnlyList<string> names) => new() { ["domain"] = new JsonArray([.. names.Select(name => (JsonNode)name)]) };

    private static JsonObject Told(string field, string type, string title) =>
        type == "nominal" ? new() { ["field"] = field, ["type"] = type, ["title"] = title } : new() { ["field"] = field, ["type"] = type, ["title"] = title, ["format"] = ".4~g" };

    private static JsonObject Dots(int size) => new() { ["type"] = "point", ["size"] = size, ["filled"] = true, ["opacity"] = 1 };

    private static JsonObject Words(Figure figure, bool last) => last
        ? new() { ["type"] = "text", ["align"] = figure.Kind == FigureKind.Lines ? "right" : "left", ["dx"] = figure.Kind == FigureKind.Lines ? 0 : 9, ["dy"] = figure.Kind == FigureKind.Lines ? -10 : 0, ["color"] = Look.Ink }
        : new() { ["type"] = "text", ["align"] = "left", ["baseline"] = "middle", ["dx"] = 9, ["color"] = Look.Ink };

    private static JsonObject Label() => new() { ["field"] = "label", ["type"] = "nominal" };

    private static JsonObject Is(string series) => new() { ["filter"] = new JsonObject { ["field"] = "series", ["equal"] = series } };

    private static JsonObject Test(string expression) => new() { ["filter"] = expression };

    private static JsonObject Number() => new() { ["calculate"] = "toNumber(datum.x)", ["as"] = "number" };

    internal static JsonArray Numbers(int[] values) => new([.. values.Select(value => (JsonNode)value)]);

    private static JsonObject Mark(JsonArray? transform, JsonObject mark, JsonObject encoding)
    {
        var layer = new JsonObject();
        if (transform is not null) layer["transform"] = transform;
        layer["mark"] = mark;
        layer["encoding"] = encoding;
        return layer;
    }
}
