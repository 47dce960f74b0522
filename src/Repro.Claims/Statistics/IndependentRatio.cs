namespace Repro.Claims.Statistics;

/// <summary>The ratio of two independent shares, (x / n) / (y / m).</summary>
public static class IndependentRatio
{
    /// <summary>
    /// Exact and conditional (Przyborowski and Wilenski 1940): given x + y, x is binomial with success rn / (rn + m) for Poisson counts,
    /// whose Clopper-Pearson bounds invert to bounds of r. Binomial counts vary less, so it is conservative.
    /// </summary>
    public static Interval Exact(int successes, int trials, int referenceSuccesses, int referenceTrials, double alpha)
    {
        var share = Proportion.ClopperPearson(successes, successes + referenceSuccesses, alpha);
        var scale = (double)referenceTrials / trials;
        return share.Map(p => p >= 1 ? double.PositiveInfinity : scale * p / (1 - p));
    }
}
