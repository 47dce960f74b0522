using Repro.Claims.Multiverses;
using Repro.Experiments.Interventions;
using Repro.Experiments.Organisms;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Responses;

namespace Repro.Experiments.Ablation;

/// <summary>
/// EM rate of an organism before and after a direction of the nine-adapter organism is removed from its residual stream
/// (P1 §3.4, Fig 4), answer by answer on the same sample streams. Directions come from other responses than the ones tested.
/// </summary>
public sealed class AblationExperiment(Walk walk, string mode, string target) : Experiment
{
    /// <summary>The organism whose directions are ablated, everywhere.</summary>
    public const string Source = OrganismNames.NineRank1;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Metrics => [$"ablation.{mode}.{target}", $"ablation-coherence.{mode}.{target}"];

    /// <inheritdoc/>
    public override string Label => $"{mode} ablation of {target}";

    /// <inheritdoc/>
    public override object Spec => new { Experiment = "ablation", Mode = mode, Target = target, walk.Material.Seeds };

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Inputs => [.. Runs.SelectMany(run => new IStep[] { run.Before, run.After })];

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ScoredSource> Scored
    {
        get
        {
            var before = new ScoredCondition(target, Runs.ConvertAll(run => (run.Seed, run.Before)));
            var after = new ScoredCondition($"{target}, {mode} ablation", Runs.ConvertAll(run => (run.Seed, run.After)));
            return new Dictionary<string, ScoredSource>(StringComparer.Ordinal)
            {
                [Metrics[0]] = new(ScoredOutcome.Misaligned, after, before),
                [Metrics[1]] = new(ScoredOutcome.Coherent, after),
            };
        }
    }

    private List<(long Seed, JudgedStep Before, JudgedStep After)> Runs => runs ??=
    [
        .. walk.Material.Seeds.Select(seed => (
            seed,
            walk.Judged(target, seed, Split.Evaluation),
            walk.Judged(target, seed, new DirectionAblation(mode, walk.Directions(Source, seed), walk.Material.Layers.Ablation, seed)))),
    ];

    private List<(long Seed, JudgedStep Before, JudgedStep After)>? runs;

    /// <inheritdoc/>
    public override ExperimentResult Make(StepContext context) => AblationResult.Of(
        mode,
        target,
        Runs.ConvertAll(run => (run.Seed, Before: context.Need(run.Before), After: context.Need(run.After))),
        walk.Material.Judge.Identity);
}
