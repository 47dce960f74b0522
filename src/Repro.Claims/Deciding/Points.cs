using Repro.Claims.Measurements;

namespace Repro.Claims.Deciding;

/// <summary>Point values of what is counted from answers, in the unit of the claim.</summary>
internal static class Points
{
    /// <summary>Successes among trials, in %.</summary>
    public static double Share(ProportionMeasurement measurement)
    {
        var trials = measurement.Counts.Sum(c => c.Trials);
        return trials > 0 ? 100.0 * measurement.Counts.Sum(c => c.Successes) / trials : throw new UndefinedException("no answer has a score");
    }

    /// <summary>The first share over the second.</summary>
    public static double Ratio(ProportionMeasurement top, ProportionMeasurement bottom)
    {
        int x = top.Counts.Sum(c => c.Successes), n = top.Counts.Sum(c => c.Trials), y = bottom.Counts.Sum(c => c.Successes), m = bottom.Counts.Sum(c => c.Trials);
        return n > 0 && y > 0 ? (double)x * m / ((double)n * y) : throw new UndefinedException("the denominator's share is 0, so the ratio has no value");
    }

    /// <summary>Outcomes after over outcomes before.</summary>
    public static double Ratio(string key, PairedMeasurement measurement)
    {
        var before = measurement.Pairs.Count(p => p.Before);
        return before > 0
            ? (double)measurement.Pairs.Count(p => p.After) / before
            : throw new UndefinedException($"no answer under '{key}' had the outcome before the intervention, so there is nothing to change");
    }

    /// <summary>After less before, in points.</summary>
    public static double Difference(string key, PairedMeasurement measurement)
    {
        var pairs = measurement.Pairs;
        return pairs.Count > 0
            ? 100.0 * (pairs.Count(p => p.After) - pairs.Count(p => p.Before)) / pairs.Count
            : throw new UndefinedException($"no pair under '{key}' has both scores");
    }

    /// <summary>100 (1 - after / before).</summary>
    public static double Cut(double ratio) => 100 * (1 - ratio);

    /// <summary>100 (after / before - 1).</summary>
    public static double Change(double ratio) => 100 * (ratio - 1);
}
