using Repro.Experiments.Organisms;
using Repro.Experiments.Pipeline;

namespace Repro.Experiments.SingleAdapter;

/// <summary>
/// Cosine of a single rank-1 adapter's B vector with the mean-diff direction of its layer (P1 §3.5, App D): the organism's own direction, and
/// beside it the nine-adapter organism's. Control: directions of permuted labels.
/// </summary>
/// <param name="walk">The steps.</param>
/// <param name="organism">An organism of one rank-1 adapter.</param>
public sealed class BVectorExperiment(Walk walk, string organism) : Experiment
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Metrics => BVectorResult.Keys;

    /// <inheritdoc/>
    public override bool OnDemand => true;

    /// <inheritdoc/>
    public override string Label => $"cosine of the B vector of {organism} with directions";

    /// <inheritdoc/>
    public override object Spec => new { Experiment = "b-vector", Organism = organism, walk.Material.Seeds, walk.Material.Sizes.BootstrapDraws };

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Inputs =>
        [.. walk.Material.Seeds.SelectMany(seed => new IStep[] { walk.BVectors(organism, seed), walk.Activations(organism, seed), walk.Activations(OrganismNames.NineRank1, seed) })];

    /// <inheritdoc/>
    public override ExperimentResult Make(StepContext context) => BVectorResult.Of(
        walk.Material.Seeds,
        walk.Material.Sizes.BootstrapDraws,
        seed => (context.Need(walk.BVectors(organism, seed)), context.Need(walk.Activations(organism, seed)), context.Need(walk.Activations(OrganismNames.NineRank1, seed))),
        context.Cancellation);
}
