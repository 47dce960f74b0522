using Repro.Core.Checkpoints;
using Repro.Evidence.Store;
using Repro.Experiments.Pipeline;
using TorchSharp;
using static TorchSharp.torch;

namespace Repro.Experiments.Directions;

/// <summary>The mean-diff directions of one organism and seed. Result: directions.safetensors, <c>mean_diff</c> [L, d].</summary>
public sealed class DirectionsStep(ActivationsStep activations) : Step<MeanDiff>
{
    /// <summary>The tensors.</summary>
    internal const string File = "directions.safetensors";

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
    public override void Write(MeanDiff value, ArtifactWriter writer)
    {
        using var scope = NewDisposeScope();
        var flat = value.Vectors.SelectMany(vector => vector).ToArray();
        SafeTensors.Write(writer.PathOf(File), new Dictionary<string, Tensor>(StringComparer.Ordinal)
        {
            ["mean_diff"] = tensor(flat, [value.Layers, flat.Length / value.Layers]),
        });
    }

    /// <inheritdoc/>
    public override MeanDiff Read(Artifact artifact, StepContext context)
    {
        using var scope = NewDisposeScope();
        var vectors = SafeTensors.Read(artifact.PathOf(File))["mean_diff"];
        return new MeanDiff([.. vectors.data<float>().ToArray().Chunk((int)vectors.shape[1])]);
    }
}
