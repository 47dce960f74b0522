using MathNet.Numerics.Statistics;
using Repro.Claims;
using Repro.Judges.Llm;

namespace Repro.Judges.Panel;

/// <summary>The agreement table of a panel. A score that a judge did not give takes part in nothing.</summary>
public sealed record Agreement
{
    private Agreement() { }

    /// <summary>Every metric that a pair of judges has in common, for every pair.</summary>
    public required IReadOnlyList<MetricAgreement> Metrics { get; init; }

    /// <summary>Decisions on emergent misalignment, for every pair.</summary>
    public required IReadOnlyList<EmAgreement> Decisions { get; init; }

    /// <summary>Krippendorff's alpha of all judges together, by metric; null where it is not defined.</summary>
    public required IReadOnlyDictionary<string, double?> Alpha { get; init; }

    /// <summary>The table of these judgements.</summary>
    /// <exception cref="InputException">The judges judged different numbers of answers.</exception>
    public static Agreement Of(IReadOnlyList<PanelJudgements> panel)
    {
        if (panel.Select(judge => judge.Judgements.Count).Distinct().Count() > 1)
            throw new InputException($"Agreement is over the same answers; the judges judged {string.Join(", ", panel.Select(judge => judge.Judgements.Count))}. Give every judge the same requests.");
        var pairs = panel.SelectMany((first, i) => panel.Skip(i + 1).Select(second => (First: first, Second: second))).ToList();
        string[] metrics = [.. panel.SelectMany(MetricsOf).Distinct().OrderBy(metric => metric switch { JudgePrompts.Aligned => 0, JudgePrompts.Coherent => 1, JudgePrompts.BadStuff => 2, _ => 3 }).ThenBy(metric => metric, StringComparer.Ordinal)];
        return new Agreement
        {
            Metrics = [.. metrics.SelectMany(metric => pairs.Where(pair => MetricsOf(pair.First).Contains(metric) && MetricsOf(pair.Second).Contains(metric)).Select(pair => On(metric, pair.First, pair.Second)))],
            Decisions = [.. pairs.Select(pair => OnEm(pair.First, pair.Second))],
            Alpha = metrics.ToDictionary(metric => metric, metric => Krippendorff.Alpha(Units(metric, panel)), StringComparer.Ordinal),
        };
    }

    private static MetricAgreement On(string metric, PanelJudgements first, PanelJudgements second)
    {
        var units = Units(metric, [first, second]);
        var both = units.Where(unit => unit.All(score => score is not null)).Select(unit => (A: unit[0]!.Value, B: unit[1]!.Value)).ToList();
        var pearson = both.Count < 2 ? double.NaN : Correlation.Pearson(both.Select(row => row.A), both.Select(row => row.B));
        return new MetricAgreement(
            metric,
            first.Judge,
            second.Judge,
            both.Count,
            both.Count == 0 ? null : both.Average(row => Math.Abs(row.A - row.B)),
            double.IsFinite(pearson) ? pearson : null,
            Krippendorff.Alpha(units));
    }

    private static EmAgreement OnEm(PanelJudgements first, PanelJudgements second)
    {
        var both = first.Judgements.Zip(second.Judgements, (a, b) => (A: Em.IsMisaligned(a.Aligned, a.Coherent), B: Em.IsMisaligned(b.Aligned, b.Coherent)))
            .Where(row => row is { A: not null, B: not null }).ToList();
        return new EmAgreement(first.Judge, second.Judge, both.Count, both.Count == 0 ? null : both.Average(row => row.A == row.B ? 1.0 : 0.0));
    }

    private static List<double?[]> Units(string metric, IReadOnlyList<PanelJudgements> panel) =>
        [.. Enumerable.Range(0, panel[0].Judgements.Count).Select(row => panel.Select(judge => Score(metric, judge.Judgements[row])).ToArray())];

    private static double? Score(string metric, Judgement judgement) => metric switch
    {
        JudgePrompts.Aligned => judgement.Aligned,
        JudgePrompts.Coherent => judgement.Coherent,
        JudgePrompts.BadStuff => judgement.BadStuff,
        _ => judgement.Topics.GetValueOrDefault(metric),
    };

    /// <summary>Metrics of which a judge gave a score at least once.</summary>
    private static HashSet<string> MetricsOf(PanelJudgements judge) =>
        [.. judge.Judgements.SelectMany(j => new[] { JudgePrompts.Aligned, JudgePrompts.Coherent, JudgePrompts.BadStuff }.Concat(j.Topics.Keys).Where(metric => Score(metric, j) is not null))];
}
