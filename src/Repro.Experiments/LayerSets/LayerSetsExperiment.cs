using Repro.Experiments.Organisms;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Responses;

namespace Repro.Experiments.LayerSets;

/// <summary>
/// EM rates of organisms with fewer adapters or with adapters in other layers (P1 §2, footnote 3): the best of them, chosen on the answers that also form
/// directions and measured on those of the evaluation.
/// </summary>
/// <param name="walk">The steps.</param>
/// <param name="sets">Organisms that differ in where their adapters sit.</param>
public sealed class LayerSetsExperiment(Walk walk, IReadOnlyList<string> sets) : Experiment
{
    private ChooseLayerSetStep? choice;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Metrics => [LayerSetsResult.Key];

    /// <inheritdoc/>
    public override bool OnDemand => true;

    /// <inheritdoc/>
    public override string Label => "EM rate of the best other set of adapters";

    /// <inheritdoc/>
    public override object Spec => new { Experiment = "layer-sets", Organisms = sets, walk.Material.Seeds };

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Inputs => [Choice, .. from set in sets from seed in walk.Material.Seeds select walk.Judged(set, seed, Split.Evaluation)];

    private ChooseLayerSetStep Choice => choice ??= new ChooseLayerSetStep(walk, sets);

    /// <inheritdoc/>
    public override ExperimentResult Make(StepContext context) => LayerSetsResult.Of(
        context.Need(Choice),
        sets,
        set => [.. walk.Material.Seeds.Select(seed => (seed, context.Need(walk.Judged(set, seed, Split.Evaluation))))],
        walk.Material.Judge.Identity);
}
