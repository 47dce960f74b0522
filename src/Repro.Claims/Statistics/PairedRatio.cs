using MathNet.Numerics.Distributions;
using Repro.Claims.Measurements;

namespace Repro.Claims.Statistics;

/// <summary>The ratio after / before of one outcome on the same questions and sample streams. Never a quotient of two points alone.</summary>
public static class PairedRatio
{
    /// <summary>Number of bootstrap replicates.</summary>
    public const int Replicates = 2000;

    /// <summary>
    /// The hull of two intervals. Over questions: log((a + 1/2) / (b + 1/2)) +- t(G - 1) SE, SE by resampling whole questions with all
    /// their pairs, seeds pooled. Within questions: <see cref="Within"/>, so that zeros and few questions give no false certainty.
    /// </summary>
    /// <param name="pairs">At least one outcome before.</param>
    /// <param name="alpha">Level of each one-sided bound.</param>
    /// <param name="stream">Draws of the bootstrap.</param>
    /// <param name="replicates">Bootstrap replicates.</param>
    public static Interval Of(IReadOnlyList<PairedOutcome> pairs, double alpha, SplitMix stream, int replicates = Replicates)
    {
        var questions = pairs.GroupBy(p => p.Question).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => (Before: g.Count(p => p.Before), After: g.Count(p => p.After)))
            .ToArray();
        var within = Within(pairs, alpha);
        var informative = questions.Count(q => q.Before + q.After > 0);
        if (informative < 2)
            return within;
        var logs = new double[replicates];
        for (var i = 0; i < replicates; i++)
        {
            int before = 0, after = 0;
            for (var j = 0; j < questions.Length; j++)
            {
                var drawn = questions[stream.Below(questions.Length)];
                before += drawn.Before;
                after += drawn.After;
            }
            logs[i] = LogRatio(after, before);
        }
        var mean = logs.Average();
        var error = Math.Sqrt(logs.Sum(l => (l - mean) * (l - mean)) / (replicates - 1));
        var centre = LogRatio(pairs.Count(p => p.After), pairs.Count(p => p.Before));
        var half = StudentT.InvCDF(0, 1, informative - 1, 1 - alpha) * error;
        return within.Hull(new Interval(Math.Exp(centre - half), Math.Exp(centre + half)));
    }

    /// <summary>
    /// With b outcomes before, of which l are lost and to which g are gained, r = 1 - l/b + g/b. Clopper-Pearson bounds of l/b and exact
    /// Poisson bounds of g/b, combined by square-and-add (Zou and Donner 2008). Concordant pairs cost nothing.
    /// </summary>
    public static Interval Within(IReadOnlyList<PairedOutcome> pairs, double alpha)
    {
        double before = pairs.Count(p => p.Before), lost = pairs.Count(p => p.Before && !p.After), gained = pairs.Count(p => !p.Before && p.After);
        double loss = lost / before, gain = gained / before;
        var losses = Proportion.ClopperPearson(lost, before, alpha);
        var gains = Poisson(gained, alpha).Map(g => g / before);
        var ratio = 1 - loss + gain;
        return new Interval(
            Math.Max(0, ratio - Root(losses.High - loss, gain - gains.Low)),
            ratio + Root(loss - losses.Low, gains.High - gain));
    }

    /// <summary>Garwood (1936): chi-square quantiles 2x and 2x + 2 degrees of freedom, halved.</summary>
    private static Interval Poisson(double count, double alpha) => new(
        count == 0 ? 0 : ChiSquared.InvCDF(2 * count, alpha) / 2,
        ChiSquared.InvCDF((2 * count) + 2, 1 - alpha) / 2);

    private static double LogRatio(int after, int before) => Math.Log((after + 0.5) / (before + 0.5));

    private static double Root(double a, double b) => Math.Sqrt((a * a) + (b * b));
}
