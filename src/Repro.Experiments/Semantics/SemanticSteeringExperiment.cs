using Repro.Claims.Multiverses;
using Repro.Experiments.Interventions;
using Repro.Experiments.Organisms;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Responses;
using Repro.Experiments.Steering;

namespace Repro.Experiments.Semantics;

/// <summary>
/// What misaligned answers are about when the chat model is steered by the direction of one topic (P1 §3.3, Fig 3), at one layer and at the strength with
/// the most misaligned answers: chosen on a sweep's answers, measured on others.
/// </summary>
public sealed class SemanticSteeringExperiment(Walk walk, string direction) : Experiment
{
    private readonly SteeringWalk steering = new SemanticWalk(walk).Steering(direction);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Metrics => SemanticSteeringResult.Metrics(direction);

    /// <inheritdoc/>
    public override bool OnDemand => true;

    /// <inheritdoc/>
    public override string Label => $"topics under {direction} steering";

    /// <inheritdoc/>
    public override object Spec => new { Experiment = "semantic-steering", Direction = direction, walk.Material.Seeds, steering.Grid.Layers, steering.Grid.Strengths };

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Inputs => [.. Runs.SelectMany(run => new IStep[] { run.Sweep, run.Best })];

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ScoredSource> Scored
    {
        get
        {
            var condition = new ScoredCondition($"chat, steering by the {direction} direction", Runs.ConvertAll(run => (run.Seed, run.Best)));
            return new Dictionary<string, ScoredSource>(StringComparer.Ordinal)
            {
                [$"semantic.{direction}.em"] = new(ScoredOutcome.Misaligned, condition),
                [$"semantic.{direction}.coherence"] = new(ScoredOutcome.Coherent, condition),
            };
        }
    }

    private List<(long Seed, JudgedStep Sweep, JudgedStep Best)> Runs => runs ??=
    [
        .. walk.Material.Seeds.Select(seed => (seed, steering.Swept(SteeringKind.General, seed), steering.Judged(SteeringKind.General, seed, SteeringChoice.Best, SteeringKind.General))),
    ];

    private List<(long Seed, JudgedStep Sweep, JudgedStep Best)>? runs;

    /// <inheritdoc/>
    public override ExperimentResult Make(StepContext context) => SemanticSteeringResult.Of(
        direction, steering.Grid, Runs.ConvertAll(run => (run.Seed, context.Need(run.Sweep), context.Need(run.Best))), walk.Material.Judge.Identity);
}
