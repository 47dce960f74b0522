using System.Globalization;
using Repro.Claims.Measurements;
using Repro.Core.Random;
using Repro.Evidence.Runs;
using Repro.Experiments.Convergence;
using Repro.Experiments.Directions;
using Repro.Experiments.Pipeline;

namespace Repro.Experiments.SingleAdapter;

/// <summary>B vectors and activation sums to cosines: all of the experiment that is no walk, so that a verifier computes the same without a model.</summary>
internal static class BVectorResult
{
    private const string OwnKey = "cosine.b-vector.mean-diff", NineKey = "cosine.b-vector.nine-rank-1", PermutedKey = "cosine.b-vector.permuted", SizeKey = "cosine.b-vector.mean-diff.size";

    /// <summary>Cosines with the organism's own direction, their sizes, with the nine-adapter organism's, and with directions of permuted labels.</summary>
    public static IReadOnlyList<string> Keys { get; } = [OwnKey, SizeKey, NineKey, PermutedKey];

    /// <summary>
    /// One row a seed at the adapter's layer. The sign of a B vector alone says nothing, as A may carry the other one, so cosines of different seeds are never
    /// averaged: a limit is for the worst. The permuted row is the mean over permutations, its draws one permutation each.
    /// </summary>
    /// <param name="seeds">Seeds of the organism.</param>
    /// <param name="draws">Bootstrap draws, and permutations.</param>
    /// <param name="inputs">B vector, own activation sums and those of the nine-adapter organism, of a seed.</param>
    /// <param name="cancellation">Asked before each bootstrap.</param>
    public static ExperimentResult Of(IReadOnlyList<long> seeds, int draws, Func<long, (BVectors B, ResponseActivations Own, ResponseActivations Nine)> inputs, CancellationToken cancellation)
    {
        List<CosineLayer> own = [], nine = [], permuted = [];
        var curves = new List<(long Seed, double[][] Cosines)>();
        foreach (var seed in seeds)
        {
            cancellation.ThrowIfCancellationRequested();
            var (b, ownSums, nineSums) = inputs(seed);
            var (vector, layer) = (b.Vectors[0], b.Layers[0]);
            var resampled = Bootstrap.Of(ownSums, StreamKey.Of(seed, "b-vector-bootstrap", "own"), draws, permuted: false);
            own.Add(Row("mean-diff", resampled, layer));
            nine.Add(Row("mean-diff of nine", Bootstrap.Of(OneLayer(nineSums, layer), StreamKey.Of(seed, "b-vector-bootstrap", "nine"), draws, permuted: false), 0));
            permuted.Add(Permuted(seed, layer, vector, OneLayer(ownSums, layer), draws));
            curves.Add((seed, [.. Enumerable.Range(0, ownSums.Layers).Select(at => resampled.Select(direction => Math.Abs(MeanDiff.Cosine(vector, direction.Of(at)))).ToArray())]));

            CosineLayer Row(string name, IReadOnlyList<MeanDiff> directions, int at)
            {
                var cosines = directions.Select(direction => MeanDiff.Cosine(vector, direction.Of(at))).ToList();
                return new CosineLayer($"B|{name}, seed {seed}", layer, cosines[0], cosines[1..]);
            }
        }

        return new ExperimentResult(
            new Dictionary<string, Measurement>(StringComparer.Ordinal)
            {
                [OwnKey] = new CosineMeasurement(own),
                [SizeKey] = new CosineMeasurement([.. own.Select(row => row with { Value = Math.Abs(row.Value), Draws = [.. row.Draws.Select(Math.Abs)] })]),
                [NineKey] = new CosineMeasurement(nine),
                [PermutedKey] = new CosineMeasurement(permuted),
            },
            [.. curves.Select(seed => Curve($"seed {seed.Seed}", seed.Cosines)), .. permuted.Select(Null)],
            []);
    }

    /// <summary>The sums of one block alone.</summary>
    public static ResponseActivations OneLayer(ResponseActivations sums, int layer)
    {
        var (size, width) = (sums.Layers * sums.Width, sums.Width);
        var slice = new float[sums.Tokens.Length * width];
        for (var row = 0; row < sums.Tokens.Length; row++) Array.Copy(sums.Sums, (row * size) + (layer * width), slice, row * width, width);
        return sums with { Layers = 1, Sums = slice };
    }

    /// <summary>The direction of one block when the labels are shuffled.</summary>
    public static float[] PermutedDirection(ResponseActivations oneLayer, StreamKey stream) => MeanDiff.From(oneLayer.Permuted(stream)).Of(0);

    private static CosineLayer Permuted(long seed, int layer, float[] vector, ResponseActivations sums, int draws)
    {
        var cosines = new double[draws];
        Parallel.For(0, draws, draw => cosines[draw] = MeanDiff.Cosine(vector, PermutedDirection(sums, StreamKey.Of(seed, "b-vector-permutation").Child(draw))));
        return new CosineLayer($"B|permuted labels, seed {seed}", layer, cosines.Average(), cosines);
    }

    private static LayerCurve Curve(string series, double[][] cosines) =>
        Figure(series, [.. cosines.Select((at, layer) => Point(layer, at[0], at[1..]))], 0.04);

    private static LayerCurve Null(CosineLayer row) =>
        Figure(row.Pair, [Point(row.Layer, row.Draws.Average(Math.Abs), [.. row.Draws.Select(Math.Abs)])], 0.04);

    private static LayerCurve Figure(string series, IReadOnlyList<CurvePoint> points, double reference) => new(
        "cosine-b-vector", "Size of the cosine of the single adapter's B vector with mean-diff directions", "cosine similarity, without its sign", series, points, ["C27", "S13"], reference);

    private static CurvePoint Point(int layer, double value, IReadOnlyList<double> draws) =>
        new(layer.ToString(CultureInfo.InvariantCulture), value, ConvergenceResult.Quantile(draws, 0.025), ConvergenceResult.Quantile(draws, 0.975));
}
