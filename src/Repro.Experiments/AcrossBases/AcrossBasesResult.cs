using System.Globalization;
using Repro.Claims.Measurements;
using Repro.Core.Random;
using Repro.Evidence.Runs;
using Repro.Experiments.Convergence;
using Repro.Experiments.Directions;
using Repro.Experiments.Pipeline;

namespace Repro.Experiments.AcrossBases;

/// <summary>Text activations and activation sums to cosines across bases: all of the experiment that is no walk, so that a verifier computes the same without a model.</summary>
internal static class AcrossBasesResult
{
    private const string AlignedKey = "cosine.bases", PermutedKey = "cosine.bases.permuted", RandomKey = "cosine.bases.random-model", OverKey = "cosine.bases.over-random-model";

    /// <summary>The row of the ledger that asks for it.</summary>
    private static readonly IReadOnlyList<string> Claims = ["O1"];

    /// <summary>Maps from pairs of texts that do not belong together.</summary>
    private const int Permutations = 5;

    /// <summary>Cosines after alignment, after a map from shuffled pairs of texts, with random weights in the second base's place, and by how much the first exceed the last.</summary>
    public static IReadOnlyList<string> Keys { get; } = [AlignedKey, PermutedKey, RandomKey, OverKey];

    /// <summary>
    /// cos(R v1, v2) of each pair of bases at each relative depth, averaged over seeds in their order. R is fit on the texts of even place; the agreement on those
    /// of odd place stands in a figure. Draws resample the responses behind both directions.
    /// </summary>
    /// <param name="bases">At least two.</param>
    /// <param name="draws">Bootstrap draws.</param>
    /// <param name="cancellation">Asked before each pair and layer.</param>
    public static ExperimentResult Of(IReadOnlyList<BaseSums> bases, int draws, CancellationToken cancellation)
    {
        if (bases.Count < 2 || bases.Select(b => b.Seeds.Count).Distinct().Count() != 1 || bases.Select(b => b.Texts.Texts).Distinct().Count() != 1)
            throw new ArgumentException($"Bases are compared two by two, with as many seeds and texts each; got {string.Join(", ", bases.Select(b => $"{b.Name} with {b.Seeds.Count} seeds and {b.Texts.Texts} texts"))}. Make them of one recipe.");
        var own = bases.Select(b => Resample(b, seed => seed.Own, "own")).ToList();
        var random = bases.Select(b => Resample(b, seed => seed.Random, "random")).ToList();
        List<CosineLayer> aligned = [], permuted = [], control = [];
        var held = new List<(string Pair, double Aligned, double Permuted, double Random)>();
        foreach (var (i, j) in Enumerable.Range(0, bases.Count).SelectMany(i => Enumerable.Range(i + 1, bases.Count - i - 1).Select(j => (i, j))))
        {
            var (one, two, name) = (bases[i], bases[j], $"{bases[i].Name}|{bases[j].Name}");
            var depth = Math.Min(one.Texts.Layers, two.Texts.Layers);
            var agreements = new List<(double True, double Shuffled, double Random)>();
            for (var layer = 0; layer < depth; layer++)
            {
                cancellation.ThrowIfCancellationRequested();
                var (first, second) = (At(layer, depth, one.Texts.Layers), At(layer, depth, two.Texts.Layers));
                var (a, b, r) = (one.Texts.Half(first, odd: false), two.Texts.Half(second, odd: false), two.RandomTexts.Half(second, odd: false));
                var maps = (True: Alignment.Fit(a, b), Random: Alignment.Fit(a, r), Shuffled: Enumerable.Range(0, Permutations).Select(p => Alignment.Fit(a, Shuffled(b, name, layer, p))).ToList());
                aligned.Add(Row(name, layer, draw => Mean(maps.True, own[i], own[j], first, second, draw)));
                control.Add(Row(name, layer, draw => Mean(maps.Random, own[i], random[j], first, second, draw)));
                permuted.Add(Row(name, layer, draw => draw == 0 ? maps.Shuffled.Average(map => Mean(map, own[i], own[j], first, second, 0)) : Mean(maps.Shuffled[draw % Permutations], own[i], own[j], first, second, draw)));
                var (x, y, z) = (one.Texts.Half(first, odd: true), two.Texts.Half(second, odd: true), two.RandomTexts.Half(second, odd: true));
                agreements.Add((maps.True.Agreement(x, y), maps.Shuffled.Average(map => map.Agreement(x, y)), maps.Random.Agreement(x, z)));
            }

            held.Add((name, agreements.Average(g => g.True), agreements.Average(g => g.Shuffled), agreements.Average(g => g.Random)));
        }

        (string Series, List<CosineLayer> Rows)[] lines = [("aligned", aligned), ("texts shuffled", permuted), ("random weights", control)];
        return new ExperimentResult(
            new Dictionary<string, Measurement>(StringComparer.Ordinal)
            {
                [AlignedKey] = new CosineMeasurement(aligned),
                [PermutedKey] = new CosineMeasurement(permuted),
                [RandomKey] = new CosineMeasurement(control),
                [OverKey] = new CosineMeasurement([.. aligned.Zip(control, (one, other) => one with { Value = one.Value - other.Value, Draws = [.. one.Draws.Zip(other.Draws, (x, y) => x - y)] })]),
            },
            [
                .. lines.Select(line => Curve("bases-pairs", "Cosine of mean-diff directions of two bases after alignment, mean over layers", line.Series, line.Rows.GroupBy(row => row.Pair, StringComparer.Ordinal))),
                .. lines.Select(line => Curve("bases-layers", "Cosine of mean-diff directions of two bases after alignment, mean over pairs", line.Series, line.Rows.GroupBy(row => row.Layer.ToString(CultureInfo.InvariantCulture), StringComparer.Ordinal))),
                .. new (string Series, Func<(string Pair, double Aligned, double Permuted, double Random), double> Of)[] { ("aligned", h => h.Aligned), ("texts shuffled", h => h.Permuted), ("random weights", h => h.Random) }.Select(line => new LayerCurve(
                    "bases-held-out", "Agreement of aligned activations on held-out texts, mean over layers", "agreement, 1 for a perfect map", line.Series, [.. held.Select(h => new CurvePoint(h.Pair, line.Of(h)))], Claims)),
            ],
            []);

        List<IReadOnlyList<MeanDiff>> Resample(BaseSums sums, Func<(long Seed, ResponseActivations Own, ResponseActivations Random), ResponseActivations> of, string kind) =>
            [.. sums.Seeds.Select(seed => Bootstrap.Of(of(seed), StreamKey.Of(seed.Seed, "bases-bootstrap", sums.Name, kind), draws, permuted: false))];

        CosineLayer Row(string pair, int layer, Func<int, double> cosine) => new(pair, layer, cosine(0), [.. Enumerable.Range(1, draws).Select(cosine)]);
    }

    /// <summary>The layer at the same share of a depth: the first goes to the first and the last to the last.</summary>
    internal static int At(int layer, int of, int depth) => of == 1 ? depth - 1 : (int)Math.Round((double)layer * (depth - 1) / (of - 1), MidpointRounding.AwayFromZero);

    private static double Mean(Alignment map, List<IReadOnlyList<MeanDiff>> one, List<IReadOnlyList<MeanDiff>> two, int first, int second, int draw) =>
        one.Zip(two, (v, w) => MeanDiff.Cosine(map.Map(v[draw].Of(first)), map.Pad(w[draw].Of(second)))).Average();

    private static IReadOnlyList<float[]> Shuffled(IReadOnlyList<float[]> rows, string pair, int layer, int permutation)
    {
        float[][] shuffled = [.. rows];
        new CounterRandom(StreamKey.Of(0, "bases-permutation", pair).Child(layer).Child(permutation)).Shuffle<float[]>(shuffled);
        return shuffled;
    }

    /// <summary>A mean over rows at each place: draw i of the mean is the mean of draws i.</summary>
    private static LayerCurve Curve(string figure, string title, string series, IEnumerable<IGrouping<string, CosineLayer>> places) =>
        new(figure, title, "cosine similarity", series, [.. places.Select(Point)], Claims);

    private static CurvePoint Point(IGrouping<string, CosineLayer> rows)
    {
        var draws = Enumerable.Range(0, rows.First().Draws.Count).Select(draw => rows.Average(row => row.Draws[draw])).ToList();
        return new CurvePoint(rows.Key, rows.Average(row => row.Value), ConvergenceResult.Quantile(draws, 0.025), ConvergenceResult.Quantile(draws, 0.975));
    }
}
