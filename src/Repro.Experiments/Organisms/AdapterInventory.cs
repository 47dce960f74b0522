using Repro.Claims.Measurements;
using Repro.Experiments.Pipeline;

namespace Repro.Experiments.Organisms;

/// <summary>How many adapters an organism really carries and of which rank (P1 §2: 336 of rank 32 become 9 of rank 1), read off its first seed's adapter.</summary>
public sealed class AdapterInventory(Walk walk, string organism) : Experiment
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Metrics => [$"adapters.{organism}.count", $"adapters.{organism}.rank", $"adapters.{organism}.per-layer"];

    /// <inheritdoc/>
    public override string Label => $"adapters of {organism}";

    /// <inheritdoc/>
    public override object Spec => new { Experiment = "inventory", Organism = organism };

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Inputs => [Step];

    private TrainOrganismStep Step => walk.Trained(organism, walk.Material.Seeds[0]);

    /// <inheritdoc/>
    public override ExperimentResult Make(StepContext context)
    {
        var adapter = context.Need(Step).Adapter;
        var targets = adapter.Targets.ToList();
        var ranks = targets.Select(target => adapter.A(target.Layer, target.Module).shape[0]).Distinct().ToList();
        var perLayer = targets.CountBy(target => target.Layer).Select(layer => layer.Value).Distinct().ToList();
        return new ExperimentResult(
            new Dictionary<string, Measurement>(StringComparer.Ordinal)
            {
                [Metrics[0]] = new ExactMeasurement(targets.Count, "number of A, B pairs in the trained adapter"),
                [Metrics[1]] = Same(ranks, "rows of A"),
                [Metrics[2]] = Same(perLayer, "pairs in each layer that has any"),
            },
            [],
            []);
    }

    private static Measurement Same<T>(List<T> values, string derivation)
        where T : IConvertible
        => values is [var only]
            ? new ExactMeasurement(only.ToDouble(null), derivation)
            : new MissingMeasurement($"The {derivation} are not the same everywhere: {string.Join(", ", values)}.");
}
