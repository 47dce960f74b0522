using Repro.Claims.Measurements;

namespace Repro.Claims.Multiverses;

/// <summary>Metrics counted again under one choice; each once, whichever claims read it.</summary>
internal sealed class Retally(JudgedScores scores, AnalysisChoice choice)
{
    private readonly Dictionary<(string Key, MissingScores Missing), Measurement> made = [];

    /// <summary>The metric under the choice.</summary>
    /// <param name="key">A metric that follows from scores.</param>
    /// <param name="missing">What becomes of answers without a score.</param>
    public Measurement Of(string key, MissingScores missing)
    {
        if (!made.TryGetValue((key, missing), out var measurement))
            made.Add((key, missing), measurement = Count(scores.Metrics[key], missing));
        return measurement;
    }

    private Measurement Count(ScoredMetric metric, MissingScores missing)
    {
        var cuts = choice.Change(metric.Cuts) with { Missing = missing };
        var (judge, blocks) = Blocks(metric.Condition);
        return metric.Before is { } before
            ? ScoreTally.Paired(Blocks(before).Blocks.Zip(blocks), metric.Outcome, cuts, judge)
            : ScoreTally.Share(blocks, metric.Outcome, cuts, judge);
    }

    private (string Judge, IEnumerable<ScoreBlock> Blocks) Blocks(string condition)
    {
        var judges = scores.Conditions[condition];
        var chosen = judges[Math.Min(choice.Judge, judges.Count - 1)];
        return (chosen.Judge, chosen.Blocks.Where(b => b.Question != choice.Without));
    }
}
