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
        return AdapterCount.Of(organism, [.. adapter.Targets.Select(target => (target.Layer, adapter.A(target.Layer, target.Module).shape[0]))]);
    }
}
