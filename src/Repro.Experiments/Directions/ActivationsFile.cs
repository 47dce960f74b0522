using Repro.Core.Checkpoints;
using Repro.Evidence.Store;
using TorchSharp;
using static TorchSharp.torch;

namespace Repro.Experiments.Directions;

/// <summary>Activation sums as a file of tensors: <c>sums</c> [R, L, d], <c>tokens</c> [R], <c>misaligned</c> [R], and what a step adds by row.</summary>
internal static class ActivationsFile
{
    /// <summary>Writes them, and <paramref name="more"/> by name, one number a row.</summary>
    public static void Write(ResponseActivations value, ArtifactWriter writer, params ReadOnlySpan<(string Name, int[] Rows)> more)
    {
        using var scope = NewDisposeScope();
        var rows = value.Tokens.Length;
        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal)
        {
            ["sums"] = tensor(value.Sums, [rows, value.Layers, value.Width]),
            ["tokens"] = tensor(value.Tokens, [rows]),
            ["misaligned"] = tensor(Array.ConvertAll(value.Misaligned, m => m ? 1 : 0), [rows]),
        };
        foreach (var (name, numbers) in more) tensors.Add(name, tensor(numbers, [rows]));
        SafeTensors.Write(writer.PathOf(ActivationsStep.File), tensors);
    }

    /// <summary>Reads back the sums.</summary>
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

    /// <summary>Reads back what was added under a name.</summary>
    public static int[] Read(Artifact artifact, string name)
    {
        using var scope = NewDisposeScope();
        return SafeTensors.Read(artifact.PathOf(ActivationsStep.File))[name].data<int>().ToArray();
    }
}
