using Repro.Core.Checkpoints;
using TorchSharp;
using static TorchSharp.torch;

namespace Repro.Experiments.Directions;

/// <summary>activations.safetensors: <c>sums</c> [R, L, d], <c>tokens</c> [R], <c>misaligned</c> [R], and what a step adds by row.</summary>
internal static class SumsFile
{
    /// <summary>Writes the sums, and <paramref name="more"/> by name, one number a row.</summary>
    public static void Write(string path, ResponseActivations value, params ReadOnlySpan<(string Name, int[] Rows)> more)
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
        SafeTensors.Write(path, tensors);
    }

    /// <summary>Reads back the sums.</summary>
    public static ResponseActivations Read(string path)
    {
        using var scope = NewDisposeScope();
        var tensors = SafeTensors.Read(path);
        var sums = tensors["sums"];
        return new ResponseActivations(
            (int)sums.shape[1],
            (int)sums.shape[2],
            sums.data<float>().ToArray(),
            tensors["tokens"].data<int>().ToArray(),
            Array.ConvertAll(tensors["misaligned"].data<int>().ToArray(), flag => flag != 0));
    }

    /// <summary>Reads back what was added under a name.</summary>
    public static int[] Read(string path, string name)
    {
        using var scope = NewDisposeScope();
        return SafeTensors.Read(path)[name].data<int>().ToArray();
    }
}
