using Repro.Claims.Measurements;
using Repro.Claims.Statistics;
using Repro.Evidence.Runs;

namespace Repro.Experiments.Emergence;

/// <summary>Rates as figure lines: percent, with the 95 % Wilson interval of the pooled count.</summary>
internal static class RateFigure
{
    /// <summary>One point: the rate over all questions and seeds.</summary>
    public static LayerCurve Line(
        string figure, string title, string label, string series, string x, ProportionMeasurement rate, IReadOnlyList<string> claims, double? reference) =>
        new(figure, title, label, series, [Point(x, rate.Counts)], claims, reference);

    /// <summary>One point a question, seeds pooled.</summary>
    public static IEnumerable<LayerCurve> ByQuestion(
        string figure, string title, string label, string series, ProportionMeasurement rate, IReadOnlyList<string> claims) =>
        [new(figure, title, label, series, [.. rate.Counts.GroupBy(count => count.Question, StringComparer.Ordinal).Select(group => Point(group.Key, group))], claims)];

    private static CurvePoint Point(string x, IEnumerable<QuestionCount> counts)
    {
        int successes = 0, trials = 0;
        foreach (var count in counts)
        {
            successes += count.Successes;
            trials += count.Trials;
        }

        var interval = Proportion.Wilson((double)successes / trials, trials, 0.025);
        return new CurvePoint(x, 100.0 * successes / trials, 100 * interval.Low, 100 * interval.High);
    }
}
