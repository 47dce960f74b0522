using Repro.Experiments.Organisms;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Responses;

namespace Repro.Experiments.Downstream;

/// <summary>
/// Whether a single adapter and steering by its layer's mean-diff vector, which write into the residual stream in different directions, do the same to the
/// layers behind (P1 §3.5, App D, Fig 14): cosine of the two effects by layer, on all, aligned and misaligned answers, against random vectors of the same norm.
/// </summary>
/// <param name="walk">The steps.</param>
/// <param name="organism">An organism of one rank-1 adapter.</param>
public sealed class DownstreamExperiment(Walk walk, string organism) : Experiment
{
    /// <summary>The layer of P1's 48 by which the effects agree.</summary>
    private const int PaperLayer = 40;

    private List<(long Seed, EffectsStep Step)>? effects;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Metrics => DownstreamResult.Keys;

    /// <inheritdoc/>
    public override bool OnDemand => true;

    /// <inheritdoc/>
    public override string Label => $"downstream effects of {organism} and of its direction";

    /// <inheritdoc/>
    public override object Spec => new { Experiment = "downstream", Organism = organism, walk.Material.Seeds, walk.Material.Sizes.BootstrapDraws, Layer = walk.Material.Layers.At(PaperLayer) };

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Inputs => [.. Effects.Select(run => run.Step)];

    private List<(long Seed, EffectsStep Step)> Effects => effects ??=
    [
        .. walk.Material.Seeds.Select(seed => (seed, new EffectsStep(
            walk.Material, walk.Trained(organism, seed), walk.Activations(organism, seed), walk.Directions(organism, seed), walk.Judged(organism, seed, Split.Evaluation), walk.Material.Layers.Single, seed))),
    ];

    /// <inheritdoc/>
    public override ExperimentResult Make(StepContext context) => DownstreamResult.Of(
        Effects.ConvertAll(run => (run.Seed, context.Need(run.Step))),
        [.. walk.Material.Questions.Select(question => question.Id).Order(StringComparer.Ordinal)],
        walk.Material.Layers.At(PaperLayer),
        walk.Material.Sizes.BootstrapDraws);
}
