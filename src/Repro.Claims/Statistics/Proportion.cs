using MathNet.Numerics.Distributions;
using Repro.Claims.Measurements;

namespace Repro.Claims.Statistics;

/// <summary>
/// A share of answers over these questions and training seeds. The strata (question x seed) are fixed and weighted by their trials,
/// so the estimate is the pooled share and its variance is the sum of the strata's: never more than binomial (Hoeffding 1956).
/// </summary>
public static class Proportion
{
    /// <summary>
    /// Wilson's interval on the effective sample size n* = p q / Var, Var = sum n_h p_h q_h / N^2, never narrower than the exact
    /// (Clopper-Pearson) interval on the same n*, as Korn and Graubard (1998) do: Wilson alone exceeds its level at small shares.
    /// </summary>
    /// <param name="counts">Successes and trials of each stratum; at least one trial in all.</param>
    /// <param name="alpha">Level of each one-sided bound.</param>
    public static Interval Stratified(IReadOnlyList<QuestionCount> counts, double alpha)
    {
        double successes = counts.Sum(c => c.Successes), trials = counts.Sum(c => c.Trials);
        var share = successes / trials;
        var size = trials;
        if (successes > 0 && successes < trials)
        {
            var variance = counts.Sum(c => StratumVariance(c, share)) / (trials * trials);
            size = Math.Max(trials, share * (1 - share) / variance);
        }
        return Wilson(share, size, alpha).Hull(ClopperPearson(share * size, size, alpha));
    }

    /// <summary>Wilson (1927): (p + z^2/2n +- z sqrt(pq/n + z^2/4n^2)) / (1 + z^2/n), z the (1 - alpha) quantile.</summary>
    public static Interval Wilson(double share, double size, double alpha)
    {
        var z = Normal.InvCDF(0, 1, 1 - alpha);
        var grown = 1 + (z * z / size);
        var centre = (share + (z * z / (2 * size))) / grown;
        var half = z * Math.Sqrt((share * (1 - share) / size) + (z * z / (4 * size * size))) / grown;
        return new Interval(Math.Max(0, centre - half), Math.Min(1, centre + half));
    }

    /// <summary>Clopper and Pearson (1934): the beta quantiles (x, n - x + 1; alpha) and (x + 1, n - x; 1 - alpha), for real x and n too.</summary>
    public static Interval ClopperPearson(double successes, double size, double alpha) => new(
        successes <= 0 ? 0 : Beta.InvCDF(successes, size - successes + 1, alpha),
        successes >= size ? 1 : Beta.InvCDF(successes + 1, size - successes, 1 - alpha));

    /// <summary>n_h p_h q_h with one pseudo-answer at the pooled share, so that a stratum of all or none does not count as certain, and Bessel's factor.</summary>
    private static double StratumVariance(QuestionCount count, double pooled)
    {
        if (count.Trials == 0)
            return 0;
        var share = (count.Successes + pooled) / (count.Trials + 1);
        var bessel = count.Trials > 1 ? count.Trials / (count.Trials - 1.0) : 1;
        return count.Trials * share * (1 - share) * bessel;
    }
}
