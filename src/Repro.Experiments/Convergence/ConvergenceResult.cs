using System.Globalization;
using Repro.Claims.Measurements;
using Repro.Core.Random;
using Repro.Evidence.Runs;
using Repro.Experiments.Directions;
using Repro.Experiments.Pipeline;

namespace Repro.Experiments.Convergence;

/// <summary>Activation sums to cosines with bootstrap draws: all of the experiment that is no walk, so that a verifier computes the same without a model.</summary>
internal static class ConvergenceResult
{
    /// <summary>Cosines of every pair at every layer, the same with labels permuted, and figures.</summary>
    /// <param name="set">Name of the set of fine-tunes; null: P1's three.</param>
    /// <param name="organisms">The fine-tunes.</param>
    /// <param name="seeds">Their seeds.</param>
    /// <param name="draws">Bootstrap draws.</param>
    /// <param name="activations">Activation sums of an organism and seed.</param>
    /// <param name="cancellation">Asked before each bootstrap.</param>
    public static ExperimentResult Of(string? set, IReadOnlyList<string> organisms, IReadOnlyList<long> seeds, int draws, Func<string, long, ResponseActivations> activations, CancellationToken cancellation)
    {
        var measured = Cosines(organisms, seeds, draws, activations, cancellation, permuted: false);
        var permuted = Cosines(organisms, seeds, draws, activations, cancellation, permuted: true);
        return new ExperimentResult(
            new Dictionary<string, Measurement>(StringComparer.Ordinal) { [Keys(set)[0]] = measured, [Keys(set)[1]] = permuted },
            [.. Curves(set, measured, ""), .. Curves(set, permuted, ", labels permuted")],
            []);
    }

    /// <summary>Keys of the cosines and of those with labels permuted.</summary>
    public static IReadOnlyList<string> Keys(string? set) => set is null ? ["cosine.organisms", "cosine.random"] : [$"cosine.{set}", $"cosine.{set}.permuted"];

    private static CosineMeasurement Cosines(
        IReadOnlyList<string> organisms, IReadOnlyList<long> seeds, int draws, Func<string, long, ResponseActivations> activations, CancellationToken cancellation, bool permuted)
    {
        var resampled = organisms.ToDictionary(
            organism => organism,
            organism => seeds.Select(seed =>
            {
                cancellation.ThrowIfCancellationRequested();
                return Bootstrap.Of(activations(organism, seed), StreamKey.Of(seed, "bootstrap", organism), draws, permuted);
            }).ToList(),
            StringComparer.Ordinal);

        var rows = new List<CosineLayer>();
        for (var i = 0; i < organisms.Count; i++)
        {
            for (var j = i + 1; j < organisms.Count; j++)
            {
                var (first, second) = (resampled[organisms[i]], resampled[organisms[j]]);
                for (var layer = 0; layer < first[0][0].Layers; layer++)
                {
                    var at = layer;
                    double Mean(int draw) => first.Zip(second, (one, two) => MeanDiff.Cosine(one[draw].Of(at), two[draw].Of(at))).Average();
                    rows.Add(new CosineLayer($"{organisms[i]}|{organisms[j]}", layer, Mean(0), [.. Enumerable.Range(1, draws).Select(Mean)]));
                }
            }
        }

        return new CosineMeasurement(rows);
    }

    private static IEnumerable<LayerCurve> Curves(string? set, CosineMeasurement cosines, string suffix) =>
        cosines.Layers.GroupBy(row => row.Pair, StringComparer.Ordinal).Select(pair => new LayerCurve(
            set is null ? "cosine" : $"cosine-{set}",
            set is null ? "Cosine of mean-diff directions by layer" : "Cosine of mean-diff directions by layer, every pair of fine-tunes",
            "cosine similarity",
            pair.Key + suffix,
            [.. pair.Select(row => new CurvePoint(row.Layer.ToString(CultureInfo.InvariantCulture), row.Value, Quantile(row.Draws, 0.025), Quantile(row.Draws, 0.975)))],
            ["C25"],
            0.8));

    internal static double Quantile(IReadOnlyList<double> draws, double level) =>
        draws.Order().ElementAt((int)Math.Round(level * (draws.Count - 1)));
}
