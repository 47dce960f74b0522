using System.Globalization;
using Repro.Claims.Measurements;
using Repro.Core.Random;
using Repro.Evidence.Runs;
using Repro.Experiments.Directions;
using Repro.Experiments.Organisms;
using Repro.Experiments.Pipeline;

namespace Repro.Experiments.Convergence;

/// <summary>
/// Cosine of the mean-diff directions of every pair of fine-tunes at every layer (P1 §3.5, App C.2), averaged over seeds,
/// with bootstrap draws over the responses that formed the means. Control: the same with the
/// responses' labels shuffled, so that no direction is left.
/// </summary>
public sealed class ConvergenceExperiment(Walk walk, IReadOnlyList<string> organisms) : Experiment
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Metrics => ["cosine.organisms", "cosine.random"];

    /// <inheritdoc/>
    public override string Label => "cosines of mean-diff directions";

    /// <inheritdoc/>
    public override object Spec => new { Experiment = "convergence", Organisms = organisms, walk.Material.Seeds, walk.Material.Sizes.BootstrapDraws };

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Inputs =>
        [.. from organism in organisms from seed in walk.Material.Seeds select walk.Activations(organism, seed)];

    /// <inheritdoc/>
    public override ExperimentResult Make(StepContext context)
    {
        var measured = Cosines(context, permuted: false);
        var permuted = Cosines(context, permuted: true);
        return new ExperimentResult(
            new Dictionary<string, Measurement>(StringComparer.Ordinal) { [Metrics[0]] = measured, [Metrics[1]] = permuted },
            [.. Curves(measured, ""), .. Curves(permuted, ", labels permuted")],
            []);
    }

    private CosineMeasurement Cosines(StepContext context, bool permuted)
    {
        var draws = walk.Material.Sizes.BootstrapDraws;
        var resampled = organisms.ToDictionary(
            organism => organism,
            organism => walk.Material.Seeds.Select(seed =>
            {
                context.Cancellation.ThrowIfCancellationRequested();
                return Bootstrap.Of(context.Need(walk.Activations(organism, seed)), StreamKey.Of(seed, "bootstrap", organism), draws, permuted);
            }).ToList(),
            StringComparer.Ordinal);

        var rows = new List<CosineLayer>();
        for (var i = 0; i < organisms.Count; i++)
        {
            for (var j = i + 1; j < organisms.Count; j++)
            {
                var (first, second) = (resampled[organisms[i]], resampled[organisms[j]]);
                for (var layer = 0; layer < walk.Material.Layers.Count; layer++)
                {
                    var at = layer;
                    double Mean(int draw) => first.Zip(second, (one, two) => MeanDiff.Cosine(one[draw].Of(at), two[draw].Of(at))).Average();
                    rows.Add(new CosineLayer($"{organisms[i]}|{organisms[j]}", layer, Mean(0), [.. Enumerable.Range(1, draws).Select(Mean)]));
                }
            }
        }

        return new CosineMeasurement(rows);
    }

    private static IEnumerable<LayerCurve> Curves(CosineMeasurement cosines, string suffix) =>
        cosines.Layers.GroupBy(row => row.Pair, StringComparer.Ordinal).Select(pair => new LayerCurve(
            "cosine",
            "Cosine of mean-diff directions by layer",
            "cosine similarity",
            pair.Key + suffix,
            [.. pair.Select(row => new CurvePoint(row.Layer.ToString(CultureInfo.InvariantCulture), row.Value, Quantile(row.Draws, 0.025), Quantile(row.Draws, 0.975)))],
            ["C25"],
            0.8));

    private static double Quantile(IReadOnlyList<double> draws, double level) =>
        draws.Order().ElementAt((int)Math.Round(level * (draws.Count - 1)));
}
