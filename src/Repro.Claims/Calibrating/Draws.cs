using Repro.Claims.Measurements;
using Repro.Claims.Statistics;

namespace Repro.Claims.Calibrating;

/// <summary>Random variables of the simulated worlds.</summary>
internal static class Draws
{
    public static int Binomial(this SplitMix stream, int trials, double share)
    {
        var successes = 0;
        for (var i = 0; i < trials; i++)
            successes += stream.NextDouble() < share ? 1 : 0;
        return successes;
    }

    public static double Gaussian(this SplitMix stream)
        => Math.Sqrt(-2 * Math.Log(1 - stream.NextDouble())) * Math.Cos(2 * Math.PI * stream.NextDouble());

    /// <summary>A question's own share: Beta(m (1 - r) / r, (1 - m)(1 - r) / r), so that two answers to it correlate by r.</summary>
    public static double Share(this SplitMix stream, double mean, double correlation)
    {
        if (correlation == 0)
            return mean;
        var size = (1 - correlation) / correlation;
        double x = stream.LogGamma(mean * size), y = stream.LogGamma((1 - mean) * size);
        return 1 / (1 + Math.Exp(y - x));
    }

    /// <summary>The inverse logit of a normal with the mean and spread given.</summary>
    public static double LogitNormal(this SplitMix stream, double location, double spread)
        => 1 / (1 + Math.Exp(-(location + (spread * stream.Gaussian()))));

    public static List<QuestionCount> Counts(this SplitMix stream, IReadOnlyList<double> shares, int samples)
    {
        var counts = new List<QuestionCount>(shares.Count);
        for (var q = 0; q < shares.Count; q++)
            counts.Add(new QuestionCount($"q{q}", 100, stream.Binomial(samples, shares[q]), samples));
        return counts;
    }

    /// <summary>Pairs in which an outcome survives with probability <paramref name="keep"/> and arises with <paramref name="gain"/>.</summary>
    public static IEnumerable<PairedOutcome> Pairs(this SplitMix stream, string question, int samples, double before, double keep, double gain)
    {
        for (var i = 0; i < samples; i++)
        {
            var had = stream.NextDouble() < before;
            yield return new PairedOutcome(question, 100, i, had, stream.NextDouble() < (had ? keep : gain));
        }
    }

    /// <summary>The logarithm of a Gamma(shape, 1), by Marsaglia and Tsang (2000); below shape 1 by their boost.</summary>
    private static double LogGamma(this SplitMix stream, double shape)
    {
        if (shape < 1)
            return stream.LogGamma(shape + 1) + (Math.Log(1 - stream.NextDouble()) / shape);
        var d = shape - (1.0 / 3);
        while (true)
        {
            var normal = stream.Gaussian();
            var v = 1 + (normal / Math.Sqrt(9 * d));
            if (v <= 0)
                continue;
            v = v * v * v;
            if (Math.Log(1 - stream.NextDouble()) < (normal * normal / 2) + d - (d * v) + (d * Math.Log(v)))
                return Math.Log(d * v);
        }
    }
}
