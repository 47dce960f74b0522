using Repro.Experiments.Organisms;
using Repro.Experiments.Pipeline;

namespace Repro.Experiments.Semantics;

/// <summary>
/// Cosines and differences of the general direction and those of topics, by layer (P1 §3.3, App C, Figs 10 to 13), and the test that the paper leaves open:
/// how much of a topic's direction is the general one, and how much the topic itself.
/// </summary>
public sealed class SemanticGeometryExperiment(Walk walk) : Experiment
{
    private const string Source = OrganismNames.NineRank1;

    private readonly SemanticWalk semantic = new(walk);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Metrics => SemanticGeometryResult.Metrics;

    /// <inheritdoc/>
    public override bool OnDemand => true;

    /// <inheritdoc/>
    public override string Label => "directions of topics";

    /// <inheritdoc/>
    public override object Spec => new { Experiment = "semantic-geometry", Organism = Source, walk.Material.Seeds, walk.Material.Sizes.BootstrapDraws };

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Inputs => [.. walk.Material.Seeds.SelectMany(seed => new IStep[] { walk.Activations(Source, seed), semantic.Activations(seed) })];

    /// <inheritdoc/>
    public override ExperimentResult Make(StepContext context) => SemanticGeometryResult.Of(
        Source,
        [.. walk.Material.Seeds.Select(seed => (seed, context.Need(walk.Activations(Source, seed)), context.Need(semantic.Activations(seed))))],
        walk.Material.Sizes.BootstrapDraws,
        context.Cancellation);
}
