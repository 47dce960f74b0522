using Repro.Evidence.Store;
using Repro.Experiments.Directions;
using Repro.Experiments.Pipeline;

namespace Repro.Experiments.Semantics;

/// <summary>The mean-diff directions of answers about one topic: misaligned less aligned (P1 §3.3).</summary>
public sealed class SemanticDirectionsStep(string topic, SemanticActivationsStep activations) : Step<MeanDiff>
{
    /// <inheritdoc/>
    public override string Stage => "semantic-directions";

    /// <inheritdoc/>
    public override string Label => $"{topic} directions of {activations.Source}, seed {activations.Seed}";

    /// <inheritdoc/>
    public override object Spec => new { Topic = topic, activations.Seed };

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Inputs => [activations];

    /// <inheritdoc/>
    /// <exception cref="NotMeasurableException">There are too few answers about the topic.</exception>
    public override MeanDiff Make(StepContext context) => MeanDiff.From(context.Need(activations).About(topic, activations.Source, activations.Seed));

    /// <inheritdoc/>
    public override void Write(MeanDiff value, ArtifactWriter writer) => MeanDiffFile.Write(writer.PathOf(MeanDiffFile.Name), value);

    /// <inheritdoc/>
    public override MeanDiff Read(Artifact artifact, StepContext context) => MeanDiffFile.Read(artifact.PathOf(MeanDiffFile.Name));
}
