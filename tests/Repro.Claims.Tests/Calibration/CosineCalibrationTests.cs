using Repro.Claims.Measurements;
using Repro.Claims.Statistics;
using Xunit.Abstractions;

namespace Repro.Claims.Tests.Calibration;

public sealed class CosineCalibrationTests(ITestOutputHelper output)
{
    private const int Dimensions = 12;
    private const int Responses = 40;
    private const int DrawsMade = 100;

    [Theory]
    [InlineData("one layer on the threshold, one below", 1, 0.5, 0.8, 0.95, 0.95, 0.95, 0.95)]
    [InlineData("every layer on the threshold", 1, 0.8, 0.8, 0.8, 0.8, 0.8, 0.8)]
    [InlineData("no exception", 0, 0.8, 0.95, 0.95, 0.95, 0.95, 0.95)]
    public void Band_covers_the_cosine_that_all_but_some_layers_exceed(string world, int exceptions, params double[] cosines)
    {
        var stream = new SplitMix(world);

        var rates = Rates.Of(400, 0.8, _ => CosineShare.Band(World(stream, cosines, noise: 1.0), exceptions, Rates.Alpha));

        output.WriteLine($"{world}: {rates}");
        rates.ShouldHold();
    }

    /// <summary>Two fine-tunes whose true directions of norm 3 meet at the cosine given, and the means of noisy responses around them.</summary>
    private static List<CosineLayer> World(SplitMix stream, double[] cosines, double noise)
    {
        var draws = Enumerable.Range(0, DrawsMade).Select(_ => (First: Resample(stream), Second: Resample(stream))).ToList();
        return [.. cosines.Select((cosine, layer) =>
        {
            var first = Sample(stream, 3, 0, noise);
            var second = Sample(stream, 3 * cosine, 3 * Math.Sqrt(1 - (cosine * cosine)), noise);
            var all = Enumerable.Range(0, Responses).ToArray();
            return new CosineLayer("a|b", layer, Cosine(Mean(first, all), Mean(second, all)), [.. draws.Select(d => Cosine(Mean(first, d.First), Mean(second, d.Second)))]);
        })];
    }

    private static int[] Resample(SplitMix stream) => [.. Enumerable.Range(0, Responses).Select(_ => stream.Below(Responses))];

    private static double[][] Sample(SplitMix stream, double x, double y, double noise)
        => [.. Enumerable.Range(0, Responses).Select(_ => Enumerable.Range(0, Dimensions).Select(d => (d == 0 ? x : d == 1 ? y : 0) + (noise * Math.Sqrt(Dimensions) * stream.Gaussian())).ToArray())];

    private static double[] Mean(double[][] rows, int[] picked)
    {
        var mean = new double[Dimensions];
        foreach (var row in picked)
            for (var d = 0; d < Dimensions; d++)
                mean[d] += rows[row][d] / picked.Length;
        return mean;
    }

    private static double Cosine(double[] a, double[] b)
        => a.Zip(b, (x, y) => x * y).Sum() / Math.Sqrt(a.Sum(x => x * x) * b.Sum(y => y * y));
}
