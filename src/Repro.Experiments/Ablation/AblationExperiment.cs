using Repro.Claims.Multiverses;
using Repro.Experiments.Interventions;
using Repro.Experiments.Organisms;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Responses;

namespace Repro.Experiments.Ablation;

/// <summary>
/// EM rate of an organism before and after a direction is removed from its residual stream (P1 §3.4, Fig 4) or from its adapter's B vector
/// (P1 App D), answer by answer on the same sample streams. Directions come from other responses than the ones tested.
/// </summary>
/// <param name="walk">The steps.</param>
/// <param name="mode">One of <see cref="AblationMode"/> or <see cref="AdapterMode"/>.</param>
/// <param name="target">Whose answers.</param>
/// <param name="source">The organism whose directions are ablated.</param>
/// <param name="beside">Metrics beside which this runs, on demand; null: it runs in every run.</param>
public sealed class AblationExperiment(Walk walk, string mode, string target, string source = AblationExperiment.Source, IReadOnlyList<string>? beside = null) : Experiment
{
    /// <summary>The organism whose directions are ablated where no other is named.</summary>
    public const string Source = OrganismNames.NineRank1;

    /// <inheritdoc/>
    public override bool OnDemand => beside is not null;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Beside => beside ?? [];

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
            walk.Judged(target, seed, Intervention(seed)))),
    ];

    private List<(long Seed, JudgedStep Before, JudgedStep After)>? runs;

    /// <summary>The layer of the direction: the single adapter's own (P1 App D), else the one that serves all layers.</summary>
    private int Layer => source == OrganismNames.SingleRank1 ? walk.Material.Layers.Single : walk.Material.Layers.Ablation;

    private Intervention Intervention(long seed) => AdapterMode.All.Contains(mode)
        ? new AdapterProjection(mode, walk.Directions(source, seed), seed)
        : new DirectionAblation(mode, walk.Directions(source, seed), Layer, seed);

    /// <inheritdoc/>
    public override ExperimentResult Make(StepContext context) => AblationResult.Of(
        mode,
        target,
        Runs.ConvertAll(run => (run.Seed, Before: context.Need(run.Before), After: context.Need(run.After))),
        walk.Material.Judge.Identity);
}
