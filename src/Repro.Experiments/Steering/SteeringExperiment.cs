using Repro.Claims.Multiverses;
using Repro.Experiments.Interventions;
using Repro.Experiments.Organisms;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Responses;

namespace Repro.Experiments.Steering;

/// <summary>
/// Steers the chat model by vectors of one kind over a grid of layers and strengths (P1 §3.2, Fig 1). The cell with the most misaligned answers is chosen on
/// the sweep's answers and measured on others, so that no luck of the draw is in the figure. The random control searches its own cell in the same way.
/// </summary>
public sealed class SteeringExperiment(Walk walk, string kind) : Experiment
{
    private readonly SteeringWalk steering = SteeringWalk.General(walk);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Metrics => SteeringResult.Metrics(kind);

    /// <inheritdoc/>
    public override bool OnDemand => true;

    /// <inheritdoc/>
    public override string Label => $"{kind} steering";

    /// <inheritdoc/>
    public override object Spec => new { Experiment = "steering", Kind = kind, walk.Material.Seeds, steering.Grid.Layers, steering.Grid.Strengths, Central };

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Inputs => [.. Runs.SelectMany(run => new IStep[] { run.Sweep, run.Best })];

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ScoredSource> Scored
    {
        get
        {
            var best = new ScoredCondition($"chat, {kind} steering at its best cell", Runs.ConvertAll(run => (run.Seed, run.Best)));
            return new Dictionary<string, ScoredSource>(StringComparer.Ordinal)
            {
                [$"steering.{kind}.best-cell.em"] = new(ScoredOutcome.Misaligned, best),
                [$"steering.{kind}.best-cell.coherence"] = new(ScoredOutcome.Coherent, best),
            };
        }
    }

    private IReadOnlyList<int> Central => steering.Grid.Central(walk.Material.Layers.Count);

    private List<(long Seed, JudgedStep Sweep, JudgedStep Best)> Runs =>
        runs ??= [.. walk.Material.Seeds.Select(seed => (seed, steering.Swept(kind, seed), steering.Judged(kind, seed, SteeringChoice.Best, kind)))];

    private List<(long Seed, JudgedStep Sweep, JudgedStep Best)>? runs;

    /// <inheritdoc/>
    public override ExperimentResult Make(StepContext context) => SteeringResult.Of(
        kind, steering.Grid, Central, Runs.ConvertAll(run => (run.Seed, context.Need(run.Sweep), context.Need(run.Best))), walk.Material.Judge.Identity);
}
