using Repro.Claims.Multiverses;
using Repro.Experiments.Organisms;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Responses;
using Repro.Experiments.Steering;

namespace Repro.Experiments.SelfCorrection;

/// <summary>
/// How often the steered chat model brings up harmful matter and stays aligned where steering misaligns nothing (P1 §3.6, Fig 5). The quiet cell with the most
/// of it is chosen on the sweep's answers and measured on others, for the mean-diff vectors and in the same way for random ones.
/// </summary>
public sealed class SelfCorrectionExperiment(Walk walk, string kind) : Experiment
{
    private readonly SteeringWalk steering = SteeringWalk.General(walk);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Metrics => SelfCorrectionResult.Metrics(kind);

    /// <inheritdoc/>
    public override bool OnDemand => true;

    /// <inheritdoc/>
    public override string Label => $"self-correction under {kind} steering";

    /// <inheritdoc/>
    public override object Spec => new { Experiment = "self-correction", Kind = kind, walk.Material.Seeds, steering.Grid.Layers, steering.Grid.Strengths };

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Inputs => [.. Runs.SelectMany(run => new IStep[] { run.Sweep, run.Quiet })];

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ScoredSource> Scored => new Dictionary<string, ScoredSource>(StringComparer.Ordinal)
    {
        [$"steering.{kind}.quiet-cells.em"] = new(ScoredOutcome.Misaligned, new ScoredCondition($"chat, {kind} steering at its quiet cell", Runs.ConvertAll(run => (run.Seed, run.Quiet)))),
    };

    private List<(long Seed, JudgedStep Sweep, JudgedStep Quiet)> Runs =>
        runs ??= [.. walk.Material.Seeds.Select(seed => (seed, steering.Swept(kind, seed), steering.Judged(kind, seed, SteeringChoice.Quiet, kind)))];

    private List<(long Seed, JudgedStep Sweep, JudgedStep Quiet)>? runs;

    /// <inheritdoc/>
    public override ExperimentResult Make(StepContext context) => SelfCorrectionResult.Of(
        kind, steering.Grid, Runs.ConvertAll(run => (run.Seed, context.Need(run.Sweep), context.Need(run.Quiet))), walk.Material.Judge.Identity);
}
