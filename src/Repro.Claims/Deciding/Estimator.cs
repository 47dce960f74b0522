using Repro.Claims.Ledgers;
using Repro.Claims.Measurements;
using Repro.Claims.Statistics;

namespace Repro.Claims.Deciding;

/// <summary>Measurements to estimates, one arm a kind of claim.</summary>
internal static class Estimator
{
    /// <summary>What stands in a result's Estimand: the quantity, its interval and the level.</summary>
    public static string Describe(Claim claim, int metrics) => claim.Estimand switch
    {
        EstimandKind.Proportion => "proportion over these questions and seeds (stratified Wilson, not narrower than exact"
            + (metrics > 1 ? $"; the weakest of {metrics}, Bonferroni towards refutation" : "") + Level(claim),
        EstimandKind.Population => "proportion over the population of questions (cluster t, wild cluster bootstrap under 30 questions, survey-exact with a correlation of at least 0.3"
            + (metrics > 1 ? $"; the weakest of {metrics}, Bonferroni towards refutation" : "") + Level(claim),
        EstimandKind.Difference when metrics == 2 => "difference of two independent proportions over these questions, in points (square-and-add of stratified intervals" + Level(claim),
        EstimandKind.Difference => "difference of a proportion, paired by question and stream, in points (exact within these questions, not narrower than t over them" + Level(claim),
        EstimandKind.Accuracy => "accuracy on held-out groups (repeated grouped splits; interval over groups; permutation null" + Level(claim),
        EstimandKind.Ordered => "order over levels within questions, -1 to 1 (Jonckheere-Terpstra; t over questions; permutation null"
            + (metrics > 1 ? $"; the weakest of {metrics}, Bonferroni towards refutation" : "") + Level(claim),
        EstimandKind.ChangePoint => "step against quadratic, log likelihood ratio in nats less its critical values (simulated from either fit" + Level(claim),
        EstimandKind.Ratio => "ratio of two independent proportions (exact, conditional on their sum" + Level(claim),
        EstimandKind.Cut => "relative cut of a proportion over these questions, paired by question and stream (log-ratio, bootstrap over questions, not narrower than exact within them"
            + (metrics > 1 ? $"; the weakest of {metrics}, Bonferroni towards refutation" : "") + Level(claim),
        EstimandKind.Equivalence => "relative change of a proportion over these questions, paired by question and stream (two one-sided tests; log-ratio, bootstrap over questions, not narrower than exact within them" + Level(claim),
        EstimandKind.Cosine => $"cosine that all but {claim.Exceptions!.Layers} of {claim.Exceptions.Of} layers exceed, in every pair (simultaneous bootstrap band" + Level(claim),
        EstimandKind.Arithmetic when claim.Arithmetic!.Sampling is not null => "arithmetic (exact; the interval is the ratio's, from the counts behind it" + Level(claim),
        EstimandKind.Arithmetic => "arithmetic (exact)",
        EstimandKind.EveryCosine => "the worst of the cosines that the limit is for (simultaneous bootstrap band" + Level(claim),
        _ => "exact",
    };

    /// <summary>The claim's estimate over all of its metrics: where there are several, the one that stands worst.</summary>
    public static Estimate Of(Claim claim, IReadOnlyList<(string Key, Measurement Measurement)> metrics)
    {
        if (metrics.Count == 2 && claim.Estimand is EstimandKind.Ratio or EstimandKind.Difference)
        {
            var (first, second) = (Need<ProportionMeasurement>(claim, metrics[0]), Need<ProportionMeasurement>(claim, metrics[1]));
            return claim.Estimand == EstimandKind.Ratio ? Ratio(claim, first, second) : Sampled.Difference(first, second, claim.Alpha);
        }
        var plain = metrics.Select(m => One(claim, m, claim.Alpha)).ToList();
        if (plain.Count == 1)
            return plain[0];
        var careful = metrics.Select(m => One(claim, m, claim.Alpha / metrics.Count)).ToList();
        var n = plain.Sum(e => e.N);
        var worst = claim.Comparator is Comparator.Greater or Comparator.GreaterOrEqual
            ? new Estimate(plain.Min(e => e.Value), new Interval(plain.Min(e => e.Interval.Low), careful.Min(e => e.Interval.High)), n)
            : new Estimate(plain.Max(e => e.Value), new Interval(careful.Max(e => e.Interval.Low), plain.Max(e => e.Interval.High)), n);
        return worst with { Chance = plain.Max(e => e.Chance), Resolution = plain.Max(e => e.Resolution), Note = plain.Select(e => e.Note).FirstOrDefault(note => note is not null) };
    }

    public static Estimate Share(ProportionMeasurement measurement, double alpha)
        => new(Points.Share(measurement), Proportion.Stratified(measurement.Counts, alpha).Map(p => 100 * p), measurement.Counts.Sum(c => c.Trials));

    /// <summary>The value of <see cref="Of"/> alone, without its interval, of a claim that is counted from answers.</summary>
    public static double Value(Claim claim, IReadOnlyList<(string Key, Measurement Measurement)> metrics)
    {
        if (metrics.Count == 2 && claim.Estimand is EstimandKind.Ratio or EstimandKind.Difference)
        {
            var (first, second) = (Need<ProportionMeasurement>(claim, metrics[0]), Need<ProportionMeasurement>(claim, metrics[1]));
            return claim.Estimand == EstimandKind.Ratio ? Points.Ratio(first, second) : Points.Share(first) - Points.Share(second);
        }
        var values = metrics.Select(m => claim.Estimand switch
        {
            EstimandKind.Cut => Points.Cut(Points.Ratio(m.Key, Need<PairedMeasurement>(claim, m))),
            EstimandKind.Equivalence => Points.Change(Points.Ratio(m.Key, Need<PairedMeasurement>(claim, m))),
            EstimandKind.Difference => Points.Difference(m.Key, Need<PairedMeasurement>(claim, m)),
            _ => Points.Share(Need<ProportionMeasurement>(claim, m)),
        });
        return claim.Comparator is Comparator.Greater or Comparator.GreaterOrEqual ? values.Min() : values.Max();
    }

    /// <summary>100 (1 - after / before).</summary>
    public static Estimate Cut(string claim, string key, PairedMeasurement measurement, double alpha)
        => Paired(claim, key, measurement, alpha, Points.Cut);

    public static T Need<T>(Claim claim, (string Key, Measurement Measurement) metric) where T : Measurement => metric.Measurement as T
        ?? throw new InputException($"Claim {claim.Id} reads a {typeof(T).Name} under '{metric.Key}'; the book holds a {metric.Measurement.GetType().Name}.");

    private static string Level(Claim claim) => $"), {Words.Level(claim.Alpha)} % interval";

    private static Estimate One(Claim claim, (string Key, Measurement Measurement) metric, double alpha) => claim.Estimand switch
    {
        EstimandKind.Proportion => Share(Need<ProportionMeasurement>(claim, metric), alpha),
        EstimandKind.Cut => Cut(claim.Id, metric.Key, Need<PairedMeasurement>(claim, metric), alpha),
        EstimandKind.Equivalence => Paired(claim.Id, metric.Key, Need<PairedMeasurement>(claim, metric), alpha, Points.Change),
        EstimandKind.Cosine => Cosine(claim, Need<CosineMeasurement>(claim, metric), alpha),
        EstimandKind.Population => Sampled.Population(claim, metric.Key, Need<ProportionMeasurement>(claim, metric), alpha),
        EstimandKind.Difference => Sampled.Difference(metric.Key, Need<PairedMeasurement>(claim, metric), alpha),
        EstimandKind.Accuracy => Sampled.Accuracy(claim, metric.Key, Need<AccuracyMeasurement>(claim, metric), alpha),
        EstimandKind.Ordered => Sampled.Ordered(claim, metric.Key, Need<OrderedMeasurement>(claim, metric), alpha),
        EstimandKind.ChangePoint => Sampled.Step(claim, metric.Key, Need<SeriesMeasurement>(claim, metric), alpha),
        EstimandKind.EveryCosine => Limit(claim, Need<CosineMeasurement>(claim, metric), alpha),
        _ => Exact(Need<ExactMeasurement>(claim, metric)),
    };

    private static Estimate Exact(ExactMeasurement measurement) => new(measurement.Value, new Interval(measurement.Value, measurement.Value), 0);

    private static Estimate Paired(string claim, string key, PairedMeasurement measurement, double alpha, Func<double, double> scale)
    {
        var ratio = Points.Ratio(key, measurement);
        var interval = PairedRatio.Of(measurement.Pairs, alpha, new SplitMix($"{claim} {key}"));
        return new Estimate(scale(ratio), interval.Map(scale), measurement.Pairs.Count);
    }

    private static Estimate Ratio(Claim claim, ProportionMeasurement top, ProportionMeasurement bottom)
    {
        int x = top.Counts.Sum(c => c.Successes), n = top.Counts.Sum(c => c.Trials), y = bottom.Counts.Sum(c => c.Successes), m = bottom.Counts.Sum(c => c.Trials);
        return new Estimate(Points.Ratio(top, bottom), IndependentRatio.Exact(x, n, y, m, claim.Alpha), n + m);
    }

    private static Estimate Limit(Claim claim, CosineMeasurement measurement, double alpha)
    {
        var draws = measurement.Layers.Select(l => l.Draws.Count).Distinct().ToList();
        if (draws.Count != 1 || draws[0] < 2)
            throw new InputException($"Claim {claim.Id} needs cosines with the same number of draws, at least 2; got {string.Join("/", draws)} draws.");
        return new Estimate(CosineLimit.Value(measurement.Layers, claim.Comparator), CosineLimit.Band(measurement.Layers, claim.Comparator, alpha), measurement.Layers.Count)
        {
            Resolution = 1.0 / (draws[0] + 1),
        };
    }

    private static Estimate Cosine(Claim claim, CosineMeasurement measurement, double alpha)
    {
        var depths = measurement.Layers.GroupBy(l => l.Pair).Select(g => g.Count()).Distinct().ToList();
        var draws = measurement.Layers.Select(l => l.Draws.Count).Distinct().ToList();
        if (depths.Count != 1 || draws.Count != 1 || draws[0] < 2)
            throw new InputException($"Claim {claim.Id} needs cosines for equally many layers of every pair, each with the same number of draws, at least 2; got {string.Join("/", depths)} layers and {string.Join("/", draws)} draws.");
        var exceptions = claim.Exceptions!.Allowed(depths[0]);
        return new Estimate(CosineShare.Value(measurement.Layers, exceptions), CosineShare.Band(measurement.Layers, exceptions, alpha), measurement.Layers.Count)
        {
            Chance = measurement.Null is { } permuted ? CosineNull.Share(measurement.Layers, permuted, exceptions) : null,
            Resolution = 1.0 / (draws[0] + 1),
        };
    }
}
