using Repro.Experiments.Organisms;
using Repro.Experiments.Pipeline;

namespace Repro.Experiments.Scalars;

/// <summary>What the scalars of the nine adapters tell of an answer's tokens: misaligned or not, medical or not (P1 §4.1-4.2, Apps F-H).</summary>
internal sealed class ScalarProbeExperiment(ScalarWalk walk) : Experiment
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Metrics => ScalarProbeResult.Metrics;

    /// <inheritdoc/>
    public override bool OnDemand => true;

    /// <inheritdoc/>
    public override string Label => "probes of the adapters' scalars";

    /// <inheritdoc/>
    public override object Spec => new { Experiment = "scalar-probes", walk.Material.Seeds, Probing = walk.Probing };

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Inputs => [.. walk.Material.Seeds.Select(walk.Scalars)];

    /// <inheritdoc/>
    public override ExperimentResult Make(StepContext context) => ScalarProbeResult.Of(
        [.. walk.Material.Seeds.Select(seed => (seed, context.Need(walk.Scalars(seed))))], walk.Probing, context.Cancellation);
}
