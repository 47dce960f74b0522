using Repro.Claims.Measurements;

namespace Repro.Claims.Statistics;

/// <summary>Accuracy on held-out groups. The groups are the sample: repeats and answers within a group add no independent evidence.</summary>
public static class GroupedAccuracy
{
    /// <summary>Each group's right answers and answers, averaged over the repeats that held it out.</summary>
    public static IReadOnlyList<Cluster> Groups(IReadOnlyList<AccuracyFold> folds)
        => [.. folds.GroupBy(f => f.Group).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new Cluster(g.Average(f => f.Correct), g.Average(f => f.Total))).Where(c => c.Trials > 0)];

    /// <summary>
    /// The hull of <see cref="Clustered"/> over groups and of the accuracy less the null's deviations from its mean: one classifier judges many
    /// groups, so that groups alone understate how far an accuracy strays. [0, 1] where alpha asks for more permutations than there are.
    /// </summary>
    /// <param name="groups">At least two.</param>
    /// <param name="chance">Accuracies, 0 to 1, with permuted labels.</param>
    /// <param name="alpha">Level of each one-sided bound.</param>
    /// <param name="stream">Draws of the wild bootstrap.</param>
    public static Interval Over(IReadOnlyList<Cluster> groups, IReadOnlyList<double> chance, double alpha, SplitMix stream)
    {
        var rank = (int)Math.Ceiling((chance.Count + 1) * (1 - alpha));
        if (rank > chance.Count)
            return new Interval(0, 1);
        double[] sorted = [.. chance.Order()];
        double value = groups.Sum(g => g.Successes) / groups.Sum(g => g.Trials), mean = sorted.Average();
        return Clustered.Over(groups, alpha, stream)
            .Hull(new Interval(Math.Max(0, value - (sorted[rank - 1] - mean)), Math.Min(1, value + (mean - sorted[sorted.Length - rank]))));
    }
}
