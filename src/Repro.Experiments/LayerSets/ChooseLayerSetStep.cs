using Repro.Evidence.Store;
using Repro.Experiments.Organisms;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Responses;

namespace Repro.Experiments.LayerSets;

/// <summary>Chooses the set of adapters with the highest EM rate on one half of the answers; it is measured on the other half (no winner's curse).</summary>
/// <param name="walk">The steps.</param>
/// <param name="sets">Organisms that differ in where their adapters sit.</param>
public sealed class ChooseLayerSetStep(Walk walk, IReadOnlyList<string> sets) : Step<LayerSetChoice>
{
    /// <summary>The choice.</summary>
    internal const string File = "choice.jsonl";

    /// <inheritdoc/>
    public override string Stage => "choose-layer-set";

    /// <inheritdoc/>
    public override string Label => "choose the set of adapters that misaligns most";

    /// <inheritdoc/>
    public override object Spec => new { Sets = sets, walk.Material.Seeds };

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Inputs => [.. from set in sets from seed in walk.Material.Seeds select walk.Judged(set, seed, Split.Directions)];

    /// <inheritdoc/>
    public override LayerSetChoice Make(StepContext context) =>
        LayerSetsResult.Choose(sets, [.. sets.Select(set => walk.Material.Seeds.SelectMany(seed => context.Need(walk.Judged(set, seed, Split.Directions))))]);

    /// <inheritdoc/>
    public override void Write(LayerSetChoice value, ArtifactWriter writer) => JsonLines.Write(writer, File, [value]);

    /// <inheritdoc/>
    public override LayerSetChoice Read(Artifact artifact, StepContext context) => JsonLines.Read<LayerSetChoice>(artifact, File)[0];
}
