using Repro.Claims.Multiverses;
using Repro.Experiments.Interventions;
using Repro.Experiments.Organisms;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Responses;

namespace Repro.Experiments.Steering;

/// <summary>
/// Controls of steering on the evaluation split: at the cell where the mean-diff vectors steer best, other vectors of the same length (orthogonal, of permuted
/// labels); and the layer's own vector added no times.
/// </summary>
public sealed class SteeringControlExperiment(Walk walk, string kind) : Experiment
{
    private readonly SteeringWalk steering = SteeringWalk.General(walk);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Metrics => SteeringControlResult.Metrics(kind);

    /// <inheritdoc/>
    public override bool OnDemand => true;

    /// <inheritdoc/>
    public override string Label => $"control: {kind} steering";

    /// <inheritdoc/>
    public override object Spec => new { Experiment = "steering-control", Kind = kind, walk.Material.Seeds };

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Inputs => [.. Runs.Select(run => run.Step)];

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ScoredSource> Scored
    {
        get
        {
            var condition = new ScoredCondition($"chat, {kind} steering", Runs);
            return new Dictionary<string, ScoredSource>(StringComparer.Ordinal)
            {
                [Metrics[0]] = new(ScoredOutcome.Misaligned, condition),
                [Metrics[1]] = new(ScoredOutcome.Coherent, condition),
            };
        }
    }

    private List<(long Seed, JudgedStep Step)> Runs => runs ??= [.. walk.Material.Seeds.Select(seed => (seed, kind == SteeringKind.Zero
        ? steering.Judged(kind, seed, new SteeringCell(walk.Material.Layers.Ablation, 0))
        : steering.Judged(kind, seed, SteeringChoice.Best, SteeringKind.General)))];

    private List<(long Seed, JudgedStep Step)>? runs;

    /// <inheritdoc/>
    public override ExperimentResult Make(StepContext context) =>
        SteeringControlResult.Of(kind, Runs.ConvertAll(run => (run.Seed, context.Need(run.Step))), walk.Material.Judge.Identity);
}
