using Repro.Core.Checkpoints;
using Repro.Evidence.Store;
using TorchSharp;
using static TorchSharp.torch;

namespace Repro.Experiments.Directions;

/// <summary>Activation sums as a file of tensors: <c>sums</c> [R, L, d], <c>tokens</c> [R], <c>misaligned</c> [R].</summary>
internal static class ActivationsFile
{
    /// <summary>Writes them.</summary>
    public static void Write(ResponseActivations value, ArtifactWriter writer)
    {
        using var scope = NewDisposeScope();
        var rows = value.Tokens.Length;
        SafeTensors.Write(writer.PathOf(ActivationsStep.File), new Dictionary<string, Tensor>(StringComparer.Ordinal)
        {
            ["sums"] = tensor(value.Sums, [rows, value.Layers, value.Width]),
            ["tokens"] = tensor(value.Tokens, [rows]),
            ["misaligned"] = tensor(Array.ConvertAll(value.Misaligned, m => m ? 1 : 0), [rows]),
        });
    }

    /// <summary>Reads back what <see cref="Write"/> wrote.</summary>
    public static ResponseActivations Read(Artifact artifact)
    {
        using var scope = NewDisposeScope();
        var tensors = SafeTensors.Read(artifact.PathOf(ActivationsStep.File));
        var sums = tensors["sums"];
        return new ResponseActivations(
            (int)sums.shape[1],
            (int)sums.shape[2],
            sums.data<float>().ToArray(),
            tensors["tokens"].data<int>().ToArray(),
            Array.ConvertAll(tensors["misaligned"].data<int>().ToArray(), flag => flag != 0));
    }
}
