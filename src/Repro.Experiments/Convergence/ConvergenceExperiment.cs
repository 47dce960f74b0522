using Repro.Experiments.Organisms;
using Repro.Experiments.Pipeline;

namespace Repro.Experiments.Convergence;

/// <summary>
/// Cosine of the mean-diff directions of every pair of fine-tunes at every layer (P1 §3.5, App C.2), averaged over seeds,
/// with bootstrap draws over the responses that formed the means. Control: the same with the
/// responses' labels shuffled, so that no direction is left.
/// </summary>
/// <param name="walk">The steps.</param>
/// <param name="organisms">The fine-tunes.</param>
/// <param name="beside">Metrics beside which the pairs of these fine-tunes are measured, on demand, as cosine.every-pair; null: those of P1's claim, in every run.</param>
public sealed class ConvergenceExperiment(Walk walk, IReadOnlyList<string> organisms, IReadOnlyList<string>? beside = null) : Experiment
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Metrics => [.. ConvergenceResult.Keys(Set)];

    /// <inheritdoc/>
    public override bool OnDemand => beside is not null;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Beside => beside ?? [];

    /// <inheritdoc/>
    public override string Label => Set is null ? "cosines of mean-diff directions" : "cosines of mean-diff directions, every pair";

    /// <inheritdoc/>
    public override object Spec => Set is null
        ? new { Experiment = "convergence", Organisms = organisms, walk.Material.Seeds, walk.Material.Sizes.BootstrapDraws }
        : new { Experiment = "convergence", Organisms = organisms, walk.Material.Seeds, walk.Material.Sizes.BootstrapDraws, Set };

    private string? Set => beside is null ? null : "every-pair";

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Inputs =>
        [.. from organism in organisms from seed in walk.Material.Seeds select walk.Activations(organism, seed)];

    /// <inheritdoc/>
    public override ExperimentResult Make(StepContext context) => ConvergenceResult.Of(
        Set, organisms, walk.Material.Seeds, walk.Material.Sizes.BootstrapDraws, (organism, seed) => context.Need(walk.Activations(organism, seed)), context.Cancellation);
}
