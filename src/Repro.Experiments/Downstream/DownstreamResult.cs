using System.Globalization;
using Repro.Claims.Measurements;
using Repro.Core.Random;
using Repro.Evidence.Runs;
using Repro.Experiments.Convergence;
using Repro.Experiments.Pipeline;

namespace Repro.Experiments.Downstream;

/// <summary>Effects to cosines: all of the experiment that is no walk, so that a verifier computes the same without a model.</summary>
internal static class DownstreamResult
{
    private const string DirectionKey = "cosine.downstream.b-vector.mean-diff", RandomKey = "cosine.downstream.random", PermutedKey = "cosine.downstream.permuted";
    private const string OrderKey = "cosine.downstream.random-aligned-misaligned", KindsKey = "cosine.downstream.aligned-misaligned", PeakKey = "cosine.downstream.peak-layer";

    /// <summary>Fewest responses of either kind to a question that gives it a place in the order.</summary>
    private const int Fewest = 3;

    /// <summary>Cosines of the adapter's effect with that of the direction, of random vectors and of permuted labels; order of random vectors, aligned and misaligned answers, and of the last two; layer of the peak.</summary>
    public static IReadOnlyList<string> Keys { get; } = [DirectionKey, RandomKey, PermutedKey, OrderKey, KindsKey, PeakKey];

    /// <summary>One row a seed (and control vector) at one layer, over responses of either kind in equal parts; curves by layer.</summary>
    /// <param name="runs">Effects by seed.</param>
    /// <param name="questions">Ids of the questions in ordinal order.</param>
    /// <param name="layer">The block at which the claim is read.</param>
    /// <param name="draws">Bootstrap draws over responses; the directions stay as they are.</param>
    public static ExperimentResult Of(IReadOnlyList<(long Seed, EffectSums Sums)> runs, IReadOnlyList<string> questions, int layer, int draws)
    {
        var (first, depth) = (runs[0].Sums.First, runs[0].Sums.First + runs[0].Sums.Layers);
        var at = Math.Max(layer, first) - first;
        var effects = runs.Select(run => (run.Seed, Means: new MeanEffects(run.Sums))).ToList();
        var all = Drawn(EffectNames.Direction, means => means.All);
        var random = EffectNames.Random.ToDictionary(name => name, name => Drawn(name, means => means.All), StringComparer.Ordinal);
        var permuted = EffectNames.Permuted.ToDictionary(name => name, name => Drawn(name, means => means.All), StringComparer.Ordinal);
        var mean = Enumerable.Range(0, runs[0].Sums.Layers).Select(l => all.Average(seed => seed[0][l])).ToList();
        var peak = first + mean.IndexOf(mean.Max());
        List<OrderedValue> order = [.. runs.Zip(effects).SelectMany(run => Order(run.First.Sums, run.Second.Means, questions, at))];
        return new ExperimentResult(
            new Dictionary<string, Measurement>(StringComparer.Ordinal)
            {
                [DirectionKey] = new CosineMeasurement([.. Rows("mean-diff", all)]),
                [RandomKey] = new CosineMeasurement([.. random.SelectMany(control => Rows(control.Key, control.Value))]),
                [PermutedKey] = new CosineMeasurement([.. permuted.SelectMany(control => Rows(control.Key, control.Value))]),
                [OrderKey] = new OrderedMeasurement(order),
                [KindsKey] = new OrderedMeasurement([.. order.Where(value => value.Level > 0)]),
                [PeakKey] = new ExactMeasurement(peak, string.Create(CultureInfo.InvariantCulture, $"block of {depth} with the largest mean cosine of the two effects; the paper's peak near 38 of 48 is block {38 * depth / 48}")),
            },
            [
                Curve("all answers", all),
                Curve("aligned answers", Drawn(EffectNames.Direction, means => means.Kind(misaligned: false))),
                Curve("misaligned answers", Drawn(EffectNames.Direction, means => means.Kind(misaligned: true))),
                Curve("random vectors, all answers", [.. random.Values.SelectMany(x => x)]),
                Curve("permuted labels, all answers", [.. permuted.Values.SelectMany(x => x)]),
            ],
            []);

        // Per seed: [0] the estimate by layer, then the draws.
        List<double[][]> Drawn(string change, Func<MeanEffects, IReadOnlyList<int>> rows) => effects.ConvertAll(seed =>
        {
            var chosen = rows(seed.Means);
            var drawn = new double[draws + 1][];
            drawn[0] = seed.Means.Cosines(EffectNames.Adapter, change, chosen);
            Parallel.For(1, draws + 1, draw => drawn[draw] = seed.Means.Cosines(EffectNames.Adapter, change, seed.Means.Resample(chosen, StreamKey.Of(seed.Seed, "downstream-bootstrap").Child(draw))));
            return drawn;
        });

        IEnumerable<CosineLayer> Rows(string name, List<double[][]> drawn) =>
            drawn.Zip(runs, (seed, run) => new CosineLayer($"B|{name}, seed {run.Seed}", first + at, seed[0][at], [.. seed.Skip(1).Select(draw => draw[at])]));

        LayerCurve Curve(string series, IReadOnlyList<double[][]> drawn) => new(
            "cosine-downstream",
            "Cosine of the downstream effects of the single adapter and of its direction, by layer",
            "cosine similarity",
            series,
            [
                .. Enumerable.Range(0, drawn[0][0].Length).Select(l => drawn[0].Select((_, draw) => drawn.Average(seed => seed[draw][l])).ToList() is var values
                    ? new CurvePoint((first + l).ToString(CultureInfo.InvariantCulture), values[0], ConvergenceResult.Quantile(values[1..], 0.025), ConvergenceResult.Quantile(values[1..], 0.975))
                    : null!),
            ],
            ["C31", "C32"],
            0.42);
    }

    /// <summary>Random vectors, aligned answers, misaligned answers: levels 0, 1, 2 of each question that has enough responses of both kinds.</summary>
    private static IEnumerable<OrderedValue> Order(EffectSums sums, MeanEffects means, IReadOnlyList<string> questions, int at)
    {
        foreach (var question in Enumerable.Range(0, questions.Count))
        {
            List<int> Of(IReadOnlyList<int> rows) => [.. rows.Where(row => sums.Questions[row] == question)];
            var (all, aligned, misaligned) = (Of(means.All), Of(means.Kind(misaligned: false)), Of(means.Kind(misaligned: true)));
            if (aligned.Count < Fewest || misaligned.Count < Fewest) continue;
            foreach (var name in EffectNames.Random) yield return new OrderedValue(questions[question], 0, means.Cosines(EffectNames.Adapter, name, all)[at]);
            yield return new OrderedValue(questions[question], 1, means.Cosines(EffectNames.Adapter, EffectNames.Direction, aligned)[at]);
            yield return new OrderedValue(questions[question], 2, means.Cosines(EffectNames.Adapter, EffectNames.Direction, misaligned)[at]);
        }
    }
}
