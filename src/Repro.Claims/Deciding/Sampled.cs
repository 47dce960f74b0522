using Repro.Claims.Ledgers;
using Repro.Claims.Measurements;
using Repro.Claims.Statistics;

namespace Repro.Claims.Deciding;

/// <summary>Estimates of the kinds whose sample is questions, groups or points rather than answers, and of differences.</summary>
internal static class Sampled
{
    /// <summary>The fewest that can reach p = 0.05.</summary>
    private const int Permutations = 19;

    public static Estimate Population(Claim claim, string key, ProportionMeasurement measurement, double alpha)
    {
        var clusters = Clustered.Pool(measurement.Counts);
        var interval = Clustered.Over(Enough(clusters, key, "questions with answers"), alpha, new SplitMix($"{claim.Id} {key}"));
        return new Estimate(100 * clusters.Sum(c => c.Successes) / clusters.Sum(c => c.Trials), interval.Map(p => 100 * p), (int)clusters.Sum(c => c.Trials)) { Note = Few(clusters.Count, "questions") };
    }

    public static Estimate Difference(ProportionMeasurement first, ProportionMeasurement second, double alpha)
    {
        Estimate one = Estimator.Share(first, alpha), two = Estimator.Share(second, alpha);
        return new Estimate(one.Value - two.Value, ShareDifference.Independent(first.Counts, second.Counts, alpha).Map(d => 100 * d), one.N + two.N);
    }

    public static Estimate Difference(string key, PairedMeasurement measurement, double alpha)
    {
        var difference = Points.Difference(key, measurement);
        return new Estimate(difference, ShareDifference.Paired(measurement.Pairs, alpha).Map(d => 100 * d), measurement.Pairs.Count);
    }

    public static Estimate Accuracy(Claim claim, string key, AccuracyMeasurement measurement, double alpha)
    {
        var groups = Enough(GroupedAccuracy.Groups(measurement.Folds), key, "groups");
        var scale = claim.Unit == "%" ? 100 : 1;
        var value = groups.Sum(g => g.Successes) / groups.Sum(g => g.Trials);
        if (measurement.Null.Count < Permutations)
            throw new UndefinedException($"a permutation null needs at least {Permutations} permutations; '{key}' has {measurement.Null.Count}");
        return new Estimate(scale * value, GroupedAccuracy.Over(groups, measurement.Null, alpha, new SplitMix($"{claim.Id} {key}")).Map(p => scale * p), groups.Count)
        {
            Chance = Permutation.P(value, measurement.Null),
            Note = Few(groups.Count, "groups"),
        };
    }

    public static Estimate Ordered(Claim claim, string key, OrderedMeasurement measurement, double alpha)
    {
        var (mean, questions) = Jonckheere.Order(measurement.Values);
        Enough(questions, key, "questions with two levels");
        var falls = claim.Comparator is Comparator.Less or Comparator.LessOrEqual;
        return new Estimate(mean, Jonckheere.Over(questions, alpha), questions.Count)
        {
            Chance = Jonckheere.Permuted(falls ? [.. measurement.Values.Select(v => v with { Value = -v.Value })] : measurement.Values, new SplitMix($"{claim.Id} {key}")),
            Note = Few(questions.Count, "questions"),
        };
    }

    public static Estimate Step(Claim claim, string key, SeriesMeasurement measurement, double alpha)
    {
        var points = measurement.Points;
        if (points.Count < 2 * ChangePoint.Edge)
            throw new UndefinedException($"a step needs at least {2 * ChangePoint.Edge} points; '{key}' has {points.Count}");
        return new Estimate(ChangePoint.Evidence(points), ChangePoint.Bounds(points, alpha, new SplitMix($"{claim.Id} {key}")), points.Count)
        {
            Note = $"; the best step is behind x = {Words.Number(ChangePoint.Place(points))}",
        };
    }

    private static IReadOnlyList<T> Enough<T>(IReadOnlyList<T> sample, string key, string what) => sample.Count >= 2
        ? sample
        : throw new UndefinedException($"an interval over {what} needs at least 2; '{key}' has {sample.Count}");

    private static string? Few(int count, string what) => count < Clustered.Few ? $"; only {count} {what}, fewer than {Clustered.Few}" : null;
}
