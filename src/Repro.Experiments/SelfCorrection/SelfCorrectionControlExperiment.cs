using Repro.Experiments.Interventions;
using Repro.Experiments.Organisms;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Responses;
using Repro.Experiments.Steering;

namespace Repro.Experiments.SelfCorrection;

/// <summary>
/// Self-correction under a random vector of the same length at the quiet cell of the mean-diff vectors. The random vectors' own quiet cell is searched among
/// more and stronger ones, because they misalign nearly nothing: a maximum over more cells, which this is not.
/// </summary>
public sealed class SelfCorrectionControlExperiment(Walk walk) : Experiment
{
    private readonly SteeringWalk steering = SteeringWalk.General(walk);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Metrics => SelfCorrectionControlResult.Metrics;

    /// <inheritdoc/>
    public override bool OnDemand => true;

    /// <inheritdoc/>
    public override string Label => "control: self-correction under random steering at the same cell";

    /// <inheritdoc/>
    public override object Spec => new { Experiment = "self-correction-control", walk.Material.Seeds };

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Inputs => [.. Runs.Select(run => run.Step)];

    private List<(long Seed, JudgedStep Step)> Runs =>
        runs ??= [.. walk.Material.Seeds.Select(seed => (seed, steering.Judged(SteeringKind.Random, seed, SteeringChoice.Quiet, SteeringKind.General)))];

    private List<(long Seed, JudgedStep Step)>? runs;

    /// <inheritdoc/>
    public override ExperimentResult Make(StepContext context) =>
        SelfCorrectionControlResult.Of(Runs.ConvertAll(run => (run.Seed, context.Need(run.Step))), walk.Material.Judge.Identity);
}
