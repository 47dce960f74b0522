using Repro.Claims.Measurements;
using Repro.Claims.Multiverses;
using Repro.Claims.Statistics;

namespace Repro.Evidence.Comparisons;

/// <summary>Judged answers of two runs, side by side: the same condition, question, seed and sample number drew from the same stream.</summary>
internal sealed class AnswerPairs(JudgedScores a, JudgedScores b)
{
    /// <summary>Level of each one-sided bound, that of the ledger's claims.</summary>
    public const double Alpha = 0.05;

    private readonly Dictionary<(string Condition, ScoredOutcome Outcome), ShareChange?> known = [];

    /// <summary>What a metric is counted from, on both sides: its condition, and the one before where it is paired itself.</summary>
    public IReadOnlyList<ShareChange> Of(IEnumerable<string> metrics) =>
    [
        .. metrics
            .Where(key => a.Metrics.ContainsKey(key) && b.Metrics.ContainsKey(key))
            .SelectMany(key => new[] { a.Metrics[key].Before, a.Metrics[key].Condition }.OfType<string>().Select(condition => (condition, a.Metrics[key].Outcome)))
            .Distinct()
            .Select(Of)
            .OfType<ShareChange>(),
    ];

    /// <summary>The share that a metric is, where it is one and both sides count it alike; else null.</summary>
    public ShareChange? Share(string metric) =>
        a.Metrics.TryGetValue(metric, out var one) && b.Metrics.TryGetValue(metric, out var two) && one == two && one.Before is null ? Of((one.Condition, one.Outcome)) : null;

    private ShareChange? Of((string Condition, ScoredOutcome Outcome) what)
    {
        if (!known.TryGetValue(what, out var change)) known.Add(what, change = Count(what.Condition, what.Outcome));
        return change;
    }

    private ShareChange? Count(string condition, ScoredOutcome outcome)
    {
        if (!a.Conditions.TryGetValue(condition, out var first) || !b.Conditions.TryGetValue(condition, out var second)) return null;
        var cuts = new ScoredMetric(outcome, condition).Cuts;
        var others = second[0].Blocks.ToDictionary(block => (block.Question, block.Seed));
        var blocks = first[0].Blocks.Where(block => others.ContainsKey((block.Question, block.Seed))).Select(block => (Before: block, After: others[(block.Question, block.Seed)])).ToList();
        var compared = blocks.Sum(block => Math.Min(block.Before.Aligned.Count, block.After.Aligned.Count));
        var unpaired = first[0].Blocks.Sum(block => block.Aligned.Count) + second[0].Blocks.Sum(block => block.Aligned.Count) - (2 * compared);
        var changed = blocks.Sum(Changed);
        var judges = first[0].Judge == second[0].Judge ? null : $"{first[0].Judge}, {second[0].Judge}";
        var (one, two) = (Share(first[0].Blocks), Share(second[0].Blocks));
        var (p, q) = (Percent(one), Percent(two));
        if (p is null || q is null) return null;
        var pairs = ScoreTally.Paired(blocks, outcome, cuts, null).Pairs;
        if (pairs.Count == 0)
        {
            var independent = ShareDifference.Independent(two.Counts, one.Counts, Alpha);
            return new ShareChange(condition, outcome, p.Value, q.Value, q.Value - p.Value, [100 * independent.Low, 100 * independent.High], 0, 0, unpaired) { Judges = judges };
        }

        // Over the pairs alone, so that value and interval are of the same answers. Where every score is the same there is nothing that chance could have moved.
        var (was, now) = (100.0 * pairs.Count(pair => pair.Before) / pairs.Count, 100.0 * pairs.Count(pair => pair.After) / pairs.Count);
        var interval = changed == 0 ? default : ShareDifference.Paired(pairs, Alpha);
        return new ShareChange(condition, outcome, was, now, now - was, [100 * interval.Low, 100 * interval.High], pairs.Count, changed, unpaired) { Judges = judges };

        ProportionMeasurement Share(IEnumerable<ScoreBlock> all) => ScoreTally.Share(all, outcome, cuts, null);
    }

    private static double? Percent(ProportionMeasurement share) => share.Counts.Sum(c => c.Trials) is > 0 and var trials ? 100.0 * share.Counts.Sum(c => c.Successes) / trials : null;

    private static int Changed((ScoreBlock Before, ScoreBlock After) block) =>
        Enumerable.Range(0, Math.Min(block.Before.Aligned.Count, block.After.Aligned.Count)).Count(i =>
            !Nullable.Equals(block.Before.Aligned[i], block.After.Aligned[i]) || !Nullable.Equals(block.Before.Coherent[i], block.After.Coherent[i])
            || !Nullable.Equals(block.Before.Topic?[i], block.After.Topic?[i]));
}
