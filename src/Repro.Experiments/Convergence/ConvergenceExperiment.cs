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
    public override ExperimentResult Make(StepContext context) => ConvergenceResult.Of(
        organisms, walk.Material.Seeds, walk.Material.Sizes.BootstrapDraws, (organism, seed) => context.Need(walk.Activations(organism, seed)), context.Cancellation);
}
