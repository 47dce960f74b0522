using Repro.Core.Random;

namespace Repro.Experiments.Directions;

/// <summary>
/// resid_post summed over the answer tokens of each response, per layer: all that a mean-diff direction and its
/// bootstrap need. Row r, layer l, width d at Sums[(r * Layers + l) * Width ..]; float32.
/// </summary>
/// <param name="Layers">Decoder blocks.</param>
/// <param name="Width">Width of the residual stream.</param>
/// <param name="Sums">[R, L, d] row by row.</param>
/// <param name="Tokens">[R] answer tokens behind each sum.</param>
/// <param name="Misaligned">[R] true for misaligned responses, false for aligned ones.</param>
public sealed record ResponseActivations(int Layers, int Width, float[] Sums, int[] Tokens, bool[] Misaligned)
{
    /// <summary>The same sums with their labels shuffled: no direction is left but chance's.</summary>
    internal ResponseActivations Permuted(StreamKey stream)
    {
        var labels = (bool[])Misaligned.Clone();
        new CounterRandom(stream).Shuffle<bool>(labels);
        return this with { Misaligned = labels };
    }

    /// <summary>Some of the rows, in the order given.</summary>
    internal ResponseActivations Of(IReadOnlyList<int> rows)
    {
        var size = Layers * Width;
        var sums = new float[rows.Count * size];
        for (var i = 0; i < rows.Count; i++) Array.Copy(Sums, rows[i] * size, sums, i * size, size);
        return this with { Sums = sums, Tokens = [.. rows.Select(row => Tokens[row])], Misaligned = [.. rows.Select(row => Misaligned[row])] };
    }
}
