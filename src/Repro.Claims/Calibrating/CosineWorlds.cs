using Repro.Claims.Measurements;
using Repro.Claims.Statistics;

namespace Repro.Claims.Calibrating;

/// <summary>Directions from the means of noisy responses: cosines that stand on the threshold, and cosines of nothing.</summary>
internal static class CosineWorlds
{
    private const int Dimensions = 12;
    private const int Responses = 40;
    private const int Replicates = 100;
    private const double Threshold = 0.8;

    private static readonly (string, CalibrationKind)[] Band = [("simultaneous bootstrap band", CalibrationKind.Ours), ("percentiles of the statistic", CalibrationKind.Naive)];
    private static readonly (string, CalibrationKind)[] Sweep = [("largest over layers, permuted labels", CalibrationKind.Ours), ("each layer by itself", CalibrationKind.Naive)];

    public static IEnumerable<World> All =>
    [
        .. from noise in (double[])[0.3, 1] from world in Boundary(noise) select world,
        Nothing(12), Nothing(48),
        Power(0.9), Power(0.95),
    ];

    private static World[] Boundary(double noise) =>
    [
        Layers("one layer on the threshold, one below", 1, noise, [0.5, 0.8, 0.95, 0.95, 0.95, 0.95]),
        Layers("every layer on the threshold, one exception", 1, noise, [0.8, 0.8, 0.8, 0.8, 0.8, 0.8]),
        Layers("one layer on the threshold, no exception", 0, noise, [0.8, 0.95, 0.95, 0.95, 0.95, 0.95]),
    ];

    private static World Layers(string name, int exceptions, double noise, double[] cosines) => new("cosine over layers", $"{name}, noise {noise}", Band, stream =>
    {
        var layers = Draw(stream, cosines, noise);
        double[] statistic = [.. Enumerable.Range(0, Replicates).Select(i => CosineShare.Value([.. layers.Select(l => l with { Value = l.Draws[i] })], exceptions)).Order()];
        return
        [
            World.Above(Threshold, CosineShare.Band(layers, exceptions, Calibrator.Alpha)),
            World.Above(Threshold, new Interval(statistic[(int)(Calibrator.Alpha * Replicates)], statistic[(int)((1 - Calibrator.Alpha) * Replicates)])),
        ];
    }, Cost: 5);

    private static World Power(double cosine) => new("cosine over layers", $"all layers at {cosine}, threshold 0.8, noise 0.3", [(Band[0].Item1, CalibrationKind.Power)], stream =>
        [World.Above(Threshold, CosineShare.Band(Draw(stream, [.. Enumerable.Repeat(cosine, 6)], 0.3), 1, Calibrator.Alpha))], Cost: 5);

    /// <summary>Random directions at every layer, and as many from permuted labels: a layer that stands out is a false find.</summary>
    private static World Nothing(int layers) => new("cosine sweep, no direction", $"{layers} layers, {Dimensions} dimensions", Sweep, stream =>
    {
        CosineLayer[] rows = [.. Enumerable.Range(0, layers).Select(l => new CosineLayer("a|b", l, Random(stream), [.. Enumerable.Range(0, 99).Select(_ => Random(stream))]))];
        return
        [
            CosineNull.Largest(rows, rows).Any(p => p <= Calibrator.Alpha) ? Verdict.Supported : Verdict.Inconclusive,
            rows.Any(r => CosineNull.Random(r.Value, Dimensions) <= Calibrator.Alpha) ? Verdict.Supported : Verdict.Inconclusive,
        ];
    });

    /// <summary>Two fine-tunes whose true directions of norm 3 meet at the cosine given, and the means of noisy responses around them.</summary>
    private static List<CosineLayer> Draw(SplitMix stream, double[] cosines, double noise)
    {
        var draws = Enumerable.Range(0, Replicates).Select(_ => (First: Resample(stream), Second: Resample(stream))).ToList();
        var all = Enumerable.Range(0, Responses).ToArray();
        return [.. cosines.Select((cosine, layer) =>
        {
            var first = Sample(stream, noise, 3, 0);
            var second = Sample(stream, noise, 3 * cosine, 3 * Math.Sqrt(1 - (cosine * cosine)));
            return new CosineLayer("a|b", layer, Cosine(Mean(first, all), Mean(second, all)), [.. draws.Select(d => Cosine(Mean(first, d.First), Mean(second, d.Second)))]);
        })];
    }

    private static double Random(SplitMix stream) => Cosine([.. Enumerable.Range(0, Dimensions).Select(_ => stream.Gaussian())], [.. Enumerable.Range(0, Dimensions).Select(_ => stream.Gaussian())]);

    private static int[] Resample(SplitMix stream) => [.. Enumerable.Range(0, Responses).Select(_ => stream.Below(Responses))];

    private static double[][] Sample(SplitMix stream, double noise, double x, double y)
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
    {
        double ab = 0, aa = 0, bb = 0;
        for (var i = 0; i < a.Length; i++)
        {
            ab += a[i] * b[i];
            aa += a[i] * a[i];
            bb += b[i] * b[i];
        }
        return ab / Math.Sqrt(aa * bb);
    }
}
