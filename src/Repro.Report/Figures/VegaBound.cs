using System.Text.Json.Nodes;

namespace Repro.Report.Figures;

/// <summary>A bound that the paper gives, as layers of a Vega-Lite specification: a dashed rule and its words.</summary>
internal static class VegaBound
{
    /// <summary>Over the whole figure, at a height.</summary>
    public static void Across(JsonArray layer, FigureBound bound)
    {
        JsonObject Y() => new() { ["field"] = "at", ["type"] = "quantitative" };
        layer.Add(Layer(bound, Rule(), new() { ["y"] = Y() }));
        layer.Add(Layer(bound, Words("right", -2, -7), new() { ["x"] = new JsonObject { ["value"] = "width" }, ["y"] = Y(), ["text"] = Label() }));
    }

    /// <summary>Over the row of a condition; the words stand at the row's upper edge, on the side of the rule where there is room.</summary>
    public static void OfRow(JsonArray layer, FigureBound bound, int row, JsonObject y, JsonObject x, bool left)
    {
        y["field"] = "of";
        x["field"] = "at";
        var rule = Rule();
        rule["yOffset"] = -row / 2;
        rule["y2Offset"] = row / 2;
        layer.Add(Layer(bound, rule, new() { ["y"] = y.DeepClone(), ["y2"] = new JsonObject { ["field"] = "of" }, ["x"] = x.DeepClone() }));
        layer.Add(Layer(bound, Words(left ? "right" : "left", left ? -5 : 5, 8 - (row / 2)), new() { ["y"] = y, ["x"] = x, ["text"] = Label() }));
    }

    private static JsonObject Rule() => new() { ["type"] = "rule", ["strokeDash"] = VegaLiteSpec.Numbers(Look.BoundDash), ["strokeWidth"] = 1.5, ["color"] = Look.Ink };

    private static JsonObject Words(string align, int dx, int dy) => new() { ["type"] = "text", ["align"] = align, ["baseline"] = "middle", ["dx"] = dx, ["dy"] = dy, ["color"] = Look.Ink };

    private static JsonObject Label() => new() { ["field"] = "label", ["type"] = "nominal" };

    private static JsonObject Layer(FigureBound bound, JsonObject mark, JsonObject encoding) => new()
    {
        ["data"] = new JsonObject { ["values"] = new JsonArray(new JsonObject { ["at"] = bound.Value, ["of"] = bound.X, ["label"] = bound.Label }) }, ["mark"] = mark, ["encoding"] = encoding,
    };
}
