using System.Globalization;
using Repro.Claims.Measurements;
using Repro.Experiments.Responses;

namespace Repro.Experiments.Steering;

/// <summary>A share of answers over growing strength in the central layers, by question, a row a seed; strength 0 is the untouched model.</summary>
internal static class SteeringTrend
{
    /// <summary>Values for a test of order. Answers without both scores are left out.</summary>
    public static OrderedMeasurement Of(SteeringGrid grid, IReadOnlyList<int> layers, IReadOnlyList<IReadOnlyList<JudgedResponse>> sweeps, Func<JudgedResponse, bool> outcome, string judge)
    {
        if (layers.Count == 0) throw new ArgumentException($"A trend in the central layers needs one of them in the grid, which has {string.Join(", ", grid.Layers.Select(l => l.ToString(CultureInfo.InvariantCulture)))}.", nameof(layers));
        var values = new List<OrderedValue>();
        foreach (var sweep in sweeps)
        {
            var cells = CellAnswers.Of(grid, sweep).Where(cell => cell.Cell.Strength == 0 || layers.Contains(cell.Cell.Layer));
            foreach (var level in cells.GroupBy(cell => cell.Cell.Strength))
            {
                values.AddRange(level.SelectMany(cell => cell.Rows).Where(row => row.Judgement is { Aligned: not null, Coherent: not null })
                    .GroupBy(row => row.Response.QuestionId, StringComparer.Ordinal)
                    .Select(question => new OrderedValue(question.Key, level.Key, (double)question.Count(outcome) / question.Count())));
            }
        }

        return new OrderedMeasurement(values) { Judge = judge };
    }
}
