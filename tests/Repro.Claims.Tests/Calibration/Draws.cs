using Repro.Claims.Measurements;
using Repro.Claims.Statistics;

namespace Repro.Claims.Tests.Calibration;

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

    public static IReadOnlyList<QuestionCount> Counts(this SplitMix stream, IReadOnlyList<double> shares, int seeds, int samples)
        => [.. shares.SelectMany((p, q) => Enumerable.Range(0, seeds).Select(s => new QuestionCount($"q{q}", 100 + s, stream.Binomial(samples, p), samples)))];

    /// <summary>Pairs in which an outcome survives with probability <paramref name="keep"/> and arises with <paramref name="gain"/>.</summary>
    public static IEnumerable<PairedOutcome> Pairs(this SplitMix stream, string question, int samples, double before, double keep, double gain)
    {
        for (var i = 0; i < samples; i++)
        {
            var had = stream.NextDouble() < before;
            yield return new PairedOutcome(question, 100, i, had, stream.NextDouble() < (had ? keep : gain));
        }
    }
}
