using Repro.Core.Checkpoints;
using TorchSharp;
using static TorchSharp.torch;

namespace Repro.Experiments.Directions;

/// <summary>directions.safetensors: <c>mean_diff</c> [L, d].</summary>
internal static class MeanDiffFile
{
    /// <summary>The file's name.</summary>
    public const string Name = "directions.safetensors";

    /// <summary>Writes the vectors of every layer.</summary>
    public static void Write(string path, MeanDiff value)
    {
        using var scope = NewDisposeScope();
        var flat = value.Vectors.SelectMany(vector => vector).ToArray();
        SafeTensors.Write(path, new Dictionary<string, Tensor>(StringComparer.Ordinal) { ["mean_diff"] = tensor(flat, [value.Layers, flat.Length / value.Layers]) });
    }

    /// <summary>Reads back what <see cref="Write"/> wrote.</summary>
    public static MeanDiff Read(string path)
    {
        using var scope = NewDisposeScope();
        var vectors = SafeTensors.Read(path)["mean_diff"];
        return new MeanDiff([.. vectors.data<float>().ToArray().Chunk((int)vectors.shape[1])]);
    }
}
