using Repro.Evidence.Store;
using Repro.Experiments.Directions;
using Repro.Experiments.Organisms;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Responses;
using Repro.Experiments.Tiers;

namespace Repro.Experiments.AcrossBases;

/// <summary>
/// An organism's misaligned and aligned answers, the same that form its direction, as a model of its shape with random weights reads them: what the words
/// alone give, without anything learnt.
/// </summary>
/// <param name="material">What the tier supplies.</param>
/// <param name="judged">The organism's answers that form its direction.</param>
/// <param name="organism">Its name.</param>
/// <param name="seed">Its seed.</param>
/// <param name="name">What the label calls the base, or null; no part of the key.</param>
public sealed class RandomReadingStep(ITierMaterial material, JudgedStep judged, string organism, long seed, string? name = null) : Step<ResponseActivations>
{
    /// <inheritdoc/>
    public override string Stage => "random-reading";

    /// <inheritdoc/>
    public override string Label => $"answers of {organism}, seed {seed}, read with random weights{(name is null ? "" : $", base {name}")}";

    /// <inheritdoc/>
    public override object Spec => new { Data = material.DataId, Seed = seed, ActivationsStep.Fewest, material.HeaderTokens };

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Inputs => [material.Chat, judged];

    /// <inheritdoc/>
    public override ResponseActivations Make(StepContext context)
    {
        var rows = ActivationRows.Of(context.Need(judged), organism, seed, ActivationsStep.Fewest);
        using var reader = new ChatReader(context.Need(material.Chat), random: true);
        return RowSums.Of(reader.Model, material, judged.Questions, rows, context);
    }

    /// <inheritdoc/>
    public override void Write(ResponseActivations value, ArtifactWriter writer) => ActivationsFile.Write(value, writer);

    /// <inheritdoc/>
    public override ResponseActivations Read(Artifact artifact, StepContext context) => ActivationsFile.Read(artifact);
}
