using Repro.Evidence.Store;
using Repro.Experiments.Pipeline;

namespace Repro.Experiments.Directions;

/// <summary>The mean-diff directions of one organism and seed. Result: directions.safetensors, <c>mean_diff</c> [L, d].</summary>
public sealed class DirectionsStep(ActivationsStep activations) : Step<MeanDiff>
{
    /// <summary>The tensors.</summary>
    internal const string File = MeanDiffFile.Name;

    /// <summary>Name of the organism whose answers made the directions.</summary>
    public string Source => activations.Source;

    /// <inheritdoc/>
    public override string Stage => "directions";

    /// <inheritdoc/>
    public override string Label => activations.Label.Replace("activations", "mean-diff directions", StringComparison.Ordinal);

    /// <inheritdoc/>
    public override object Spec => new { Kind = "mean-diff" };

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Inputs => [activations];

    /// <inheritdoc/>
    public override MeanDiff Make(StepContext context) => MeanDiff.From(context.Need(activations));

    /// <inheritdoc/>
    public override void Write(MeanDiff value, ArtifactWriter writer) => MeanDiffFile.Write(writer.PathOf(File), value);

    /// <inheritdoc/>
    public override MeanDiff Read(Artifact artifact, StepContext context) => MeanDiffFile.Read(artifact.PathOf(File));
}
