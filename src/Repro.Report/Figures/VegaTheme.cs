using System.Text.Json.Nodes;

namespace Repro.Report.Figures;

/// <summary>Vega-Lite's configuration: the same look for every figure.</summary>
internal static class VegaTheme
{
    public static JsonObject Of(int width) => new()
    {
        ["aria"] = false,
        ["font"] = Look.Font,
        ["view"] = new JsonObject { ["stroke"] = null },
        ["title"] = new JsonObject { ["color"] = Look.Ink, ["anchor"] = "start", ["fontSize"] = 15, ["fontWeight"] = 600, ["offset"] = 14, ["limit"] = width },
        ["axis"] = new JsonObject
        {
            ["labelColor"] = Look.Muted, ["titleColor"] = Look.Muted, ["titleFontWeight"] = "normal", ["titleFontSize"] = 12, ["titlePadding"] = 10,
            ["labelFontSize"] = 12, ["gridColor"] = Look.Grid, ["domainColor"] = Look.Axis, ["tickColor"] = Look.Axis, ["tickSize"] = 4,
        },
        ["axisY"] = new JsonObject { ["labelLimit"] = width * 42 / 100 },
        ["text"] = new JsonObject { ["fontSize"] = 12 },
        ["legend"] = new JsonObject
        {
            ["labelColor"] = Look.Ink, ["labelFontSize"] = 12, ["labelLimit"] = width - 60, ["symbolSize"] = 70, ["symbolStrokeWidth"] = 2, ["title"] = null,
            ["orient"] = "bottom", ["columns"] = 2, ["columnPadding"] = 18, ["rowPadding"] = 4, ["offset"] = 10,
        },
    };
}
