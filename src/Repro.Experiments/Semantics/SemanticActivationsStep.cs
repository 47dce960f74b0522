using Repro.Evidence.Store;
using Repro.Experiments.Directions;
using Repro.Experiments.Organisms;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Responses;
using Repro.Experiments.Tiers;

namespace Repro.Experiments.Semantics;

/// <summary>Runs an organism over its own answers about gender, finance, medicine and other matters and sums resid_post over the answer tokens (P1 §3.3).</summary>
public sealed class SemanticActivationsStep(ITierMaterial material, TrainOrganismStep organism, JudgedStep judged, long seed) : Step<SemanticActivations>
{
    /// <summary>What each row is about.</summary>
    internal const string TopicsName = "topics";

    /// <summary>Name of the organism.</summary>
    public string Source => organism.Organism.Name;

    /// <summary>The training seed.</summary>
    public long Seed => seed;

    /// <inheritdoc/>
    public override string Stage => "semantic-activations";

    /// <inheritdoc/>
    public override string Label => $"activations by topic of {Source}, seed {seed}";

    /// <inheritdoc/>
    public override object Spec => new { Data = material.DataId, Seed = seed, material.HeaderTokens };

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Inputs => [material.Chat, organism, judged];

    /// <inheritdoc/>
    public override SemanticActivations Make(StepContext context)
    {
        var rows = SemanticRows.Of(context.Need(judged), seed);
        var chat = context.Need(material.Chat);
        using var attached = context.Need(organism).Adapter.Attach(chat);
        return new SemanticActivations(RowSums.Of(chat, material, judged.Questions, rows, context), [.. rows.Select(SemanticTopics.Mask)]);
    }

    /// <inheritdoc/>
    public override void Write(SemanticActivations value, ArtifactWriter writer) =>
        ActivationsFile.Write(value.Sums, writer, (TopicsName, value.Topics));

    /// <inheritdoc/>
    public override SemanticActivations Read(Artifact artifact, StepContext context) =>
        new(ActivationsFile.Read(artifact), ActivationsFile.Read(artifact, TopicsName));
}
