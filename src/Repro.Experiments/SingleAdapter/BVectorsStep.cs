using Repro.Core.Checkpoints;
using Repro.Evidence.Store;
using Repro.Experiments.Organisms;
using Repro.Experiments.Pipeline;
using TorchSharp;
using static TorchSharp.torch;

namespace Repro.Experiments.SingleAdapter;

/// <summary>Takes the B vectors out of an organism's adapter, so that a bundle without weights has them. Result: b-vectors.safetensors, <c>b</c> [n, d] and <c>layers</c> [n].</summary>
public sealed class BVectorsStep(TrainOrganismStep organism) : Step<BVectors>
{
    /// <summary>The tensors.</summary>
    internal const string File = "b-vectors.safetensors";

    private const string Module = "down_proj";

    /// <inheritdoc/>
    public override string Stage => "b-vectors";

    /// <inheritdoc/>
    public override string Label => $"B vectors of {organism.Organism.Name}, seed {organism.Seed}";

    /// <inheritdoc/>
    public override object Spec => new { Module };

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Inputs => [organism];

    /// <inheritdoc/>
    public override BVectors Make(StepContext context)
    {
        using var scope = NewDisposeScope();
        var adapter = context.Need(organism).Adapter;
        var layers = adapter.Targets.Where(target => target.Module == Module).Select(target => target.Layer).ToList();
        if (adapter.Config.Rank != 1 || layers.Count == 0)
            throw new NotMeasurableException($"A B vector is the one column of a rank-1 adapter on {Module}; {organism.Organism.Name} has {layers.Count} adapters there, of rank {adapter.Config.Rank}.");
        return new BVectors(layers, layers.ConvertAll(layer => adapter.B(layer, Module).detach().to(ScalarType.Float32, CPU).contiguous().data<float>().ToArray()));
    }

    /// <inheritdoc/>
    public override void Write(BVectors value, ArtifactWriter writer)
    {
        using var scope = NewDisposeScope();
        SafeTensors.Write(writer.PathOf(File), new Dictionary<string, Tensor>(StringComparer.Ordinal)
        {
            ["b"] = tensor(value.Vectors.SelectMany(vector => vector).ToArray(), [value.Vectors.Count, value.Vectors[0].Length]),
            ["layers"] = tensor(value.Layers.ToArray(), [value.Layers.Count]),
        });
    }

    /// <inheritdoc/>
    public override BVectors Read(Artifact artifact, StepContext context)
    {
        using var scope = NewDisposeScope();
        var tensors = SafeTensors.Read(artifact.PathOf(File));
        return new BVectors(tensors["layers"].data<int>().ToArray(), [.. tensors["b"].data<float>().ToArray().Chunk((int)tensors["b"].shape[1])]);
    }
}
