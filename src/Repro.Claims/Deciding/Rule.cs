using Repro.Claims.Ledgers;
using Repro.Claims.Statistics;

namespace Repro.Claims.Deciding;

/// <summary>The rule from an interval to a verdict, and the least level at which it speaks.</summary>
internal static class Rule
{
    private const double Least = 1e-6;
    private const double Most = 0.4999;

    /// <summary>The verdict of an interval whose ends are one-sided bounds.</summary>
    public static Verdict Judge(Claim claim, Interval interval)
    {
        var ((low, high), t) = ((interval.Low, interval.High), claim.Threshold);
        var (supported, refuted) = claim.Comparator switch
        {
            Comparator.Greater => (low > t, high <= t),
            Comparator.GreaterOrEqual => (low >= t, high < t),
            Comparator.Less => (high < t, low >= t),
            Comparator.LessOrEqual => (high <= t, low > t),
            Comparator.Equal => (low == t && high == t, low > t || high < t),
            _ => (low >= -t && high <= t, low > t || high < -t),
        };
        return supported ? Verdict.Supported : refuted ? Verdict.Refuted : Verdict.Inconclusive;
    }

    /// <summary>The verdict of an estimate: <see cref="Judge(Claim, Interval)"/>, and Supported only where chance is excluded too.</summary>
    public static Verdict Judge(Claim claim, Estimate estimate)
    {
        var verdict = Judge(claim, estimate.Interval);
        return verdict == Verdict.Supported && estimate.Chance > claim.Alpha ? Verdict.Inconclusive : verdict;
    }

    /// <summary>
    /// The least alpha at which <paramref name="at"/>'s interval gives <paramref name="verdict"/>, between 1e-6 and 1: its p value. 1 where
    /// no level below one half does.
    /// </summary>
    public static double P(Claim claim, Func<double, Estimate> at, Verdict verdict)
    {
        bool Holds(double alpha) => Judge(claim, at(alpha).Interval) == verdict;
        if (!Holds(Most))
            return 1;
        var least = Math.Min(Least, claim.Alpha); // an early look tests at less
        var (fails, holds) = (Math.Log(least), Math.Log(Most));
        if (Holds(least))
            (fails, holds) = (Math.Log(least), Math.Log(least));
        while (holds - fails > 1e-4)
        {
            var middle = (fails + holds) / 2;
            (fails, holds) = Holds(Math.Exp(middle)) ? (fails, middle) : (middle, holds);
        }
        var estimate = at(claim.Alpha);
        var p = Math.Max(Math.Exp(holds), estimate.Resolution);
        return verdict == Verdict.Supported ? Math.Max(p, estimate.Chance ?? 0) : p;
    }
}
