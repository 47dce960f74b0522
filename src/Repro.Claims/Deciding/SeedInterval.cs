using MathNet.Numerics.Distributions;
using Repro.Claims.Ledgers;
using Repro.Claims.Measurements;
using Repro.Claims.Results;
using Repro.Claims.Statistics;

namespace Repro.Claims.Deciding;

/// <summary>
/// The interval over training seeds: with x_s the claim's value under seed s of S, mean +- t(S - 1; 1 - alpha) sd / sqrt(S), cut off where the
/// quantity ends, and its hull with the claim's own interval. Each x_s has the sampling error of its answers in it, so that sd counts both. Three
/// seeds give 2 degrees of freedom and t = 2.92 at alpha = 0.05: the interval is wide, and it rests on values that are near normal between seeds.
/// The seed of the base model is one and not sampled: another base model may move the value by more.
/// </summary>
internal static class SeedInterval
{
    /// <summary>The fewest training seeds that are taken for a sample of them.</summary>
    public const int Fewest = 3;

    /// <summary>Null where the metrics are not counted under the same seeds, at least three, or where a seed has no value.</summary>
    public static OverSeeds? Of(Claim claim, IReadOnlyList<(string Key, Measurement Measurement)> metrics, Interval own, bool isValid)
    {
        var seeds = SeedsOf(metrics[0].Measurement);
        if (seeds.Count < Fewest || metrics.Any(m => !SeedsOf(m.Measurement).SequenceEqual(seeds)))
            return null;
        double[] values;
        try
        {
            values = [.. seeds.Select(seed => Estimator.Value(claim, [.. metrics.Select(m => (m.Key, Under(m.Measurement, seed)))]))];
        }
        catch (UndefinedException)
        {
            return null;
        }
        var mean = values.Average();
        var spread = Math.Sqrt(values.Sum(x => (x - mean) * (x - mean)) / (values.Length - 1));
        var half = StudentT.InvCDF(0, 1, values.Length - 1, 1 - claim.Alpha) * spread / Math.Sqrt(values.Length);
        var (least, most) = Range(claim.Estimand);
        var interval = new Interval(Math.Max(least, mean - half), Math.Min(most, mean + half)).Hull(own);
        return new OverSeeds(seeds, values, mean, [interval.Low, interval.High], isValid ? Rule.Judge(claim, interval) : Verdict.Invalid);
    }

    private static List<long> SeedsOf(Measurement measurement) => measurement switch
    {
        ProportionMeasurement share => [.. share.Counts.Select(c => c.Seed).Distinct().Order()],
        PairedMeasurement paired => [.. paired.Pairs.Select(p => p.Seed).Distinct().Order()],
        _ => [],
    };

    private static Measurement Under(Measurement measurement, long seed) => measurement switch
    {
        ProportionMeasurement share => share with { Counts = [.. share.Counts.Where(c => c.Seed == seed)] },
        PairedMeasurement paired => paired with { Pairs = [.. paired.Pairs.Where(p => p.Seed == seed)] },
        _ => measurement,
    };

    /// <summary>Where the quantity ends, in the claim's unit.</summary>
    private static (double Least, double Most) Range(EstimandKind estimand) => estimand switch
    {
        EstimandKind.Difference => (-100, 100),
        EstimandKind.Cut => (double.NegativeInfinity, 100),
        EstimandKind.Equivalence => (-100, double.PositiveInfinity),
        EstimandKind.Ratio => (0, double.PositiveInfinity),
        _ => (0, 100),
    };
}
