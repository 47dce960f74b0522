using System.Globalization;
using Repro.Claims.Statistics;
using Repro.Evidence.Runs;
using Repro.Experiments.Responses;

namespace Repro.Experiments.Steering;

/// <summary>Figures of sweeps: percent of a cell's answers, seeds pooled, with the 95 % Wilson interval. A cell without one scored answer has no point.</summary>
internal static class SteeringFigures
{
    private const string Strength = "strength";

    /// <summary>A heat map: a line a layer, a point a strength (P1 Fig 1).</summary>
    public static IEnumerable<LayerCurve> HeatMap(
        string figure, string title, string label, SteeringGrid grid, IReadOnlyList<IReadOnlyList<JudgedResponse>> sweeps, Func<JudgedResponse, bool> outcome, SteeringCell chosen, IReadOnlyList<string> claims) =>
        CellAnswers.Pooled(grid, sweeps).Skip(1).GroupBy(cell => cell.Cell.Layer).Select(layer => new LayerCurve(
            figure,
            title,
            label,
            layer.Key.ToString(CultureInfo.InvariantCulture),
            [.. layer.Select(cell => Point(cell.Cell, cell.Rows, outcome, cell.Cell == chosen)).OfType<CurvePoint>()],
            claims)
        {
            Chart = LayerCurve.HeatMap,
            XLabel = Strength,
            SeriesLabel = "layer",
        }).Where(layer => layer.Points.Count > 0);

    /// <summary>A line over strength at one layer, from the untouched model on (P1 Fig 5).</summary>
    public static LayerCurve Line(
        string figure, string title, string label, string series, SteeringGrid grid, IReadOnlyList<IReadOnlyList<JudgedResponse>> sweeps, Func<JudgedResponse, bool> outcome, int layer, IReadOnlyList<string> claims) =>
        new(figure, title, label, series, [.. CellAnswers.Pooled(grid, sweeps).Where(cell => cell.Cell.Layer == layer || cell.Cell.Strength == 0).Select(cell => Point(cell.Cell, cell.Rows, outcome, chosen: false)).OfType<CurvePoint>()], claims)
        {
            XLabel = Strength,
        };

    private static CurvePoint? Point(SteeringCell cell, IReadOnlyList<JudgedResponse> rows, Func<JudgedResponse, bool> outcome, bool chosen)
    {
        var scored = rows.Where(row => row.Judgement is { Aligned: not null, Coherent: not null }).ToList();
        if (scored.Count == 0) return null;
        var share = (double)scored.Count(outcome) / scored.Count;
        var interval = Proportion.Wilson(share, scored.Count, 0.025);
        return new CurvePoint(Text(cell.Strength), 100 * share, 100 * interval.Low, 100 * interval.High) { Chosen = chosen };
    }

    private static string Text(double strength) => strength.ToString(CultureInfo.InvariantCulture);
}
