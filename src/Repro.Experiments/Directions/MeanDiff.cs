namespace Repro.Experiments.Directions;

/// <summary>Mean-diff directions, one a layer: misaligned mean minus aligned mean of resid_post over answer tokens (P1 §3.1).</summary>
/// <param name="Vectors">[L][d], float32, not normalised.</param>
public sealed record MeanDiff(IReadOnlyList<float[]> Vectors)
{
    /// <summary>Number of layers.</summary>
    public int Layers => Vectors.Count;

    /// <summary>The direction after block <paramref name="layer"/>.</summary>
    public float[] Of(int layer) => Vectors[layer];

    /// <summary>
    /// v_l = Σ misaligned sums / Σ misaligned tokens - Σ aligned sums / Σ aligned tokens: token-weighted means over the
    /// whole sets. <paramref name="weights"/> counts each response (1 everywhere, or a bootstrap's multiplicities).
    /// </summary>
    public static MeanDiff From(ResponseActivations activations, ReadOnlySpan<int> weights)
    {
        var size = activations.Layers * activations.Width;
        var means = new double[2][];
        for (var kind = 0; kind < 2; kind++)
        {
            var sum = new double[size];
            long tokens = 0;
            for (var row = 0; row < weights.Length; row++)
            {
                if (activations.Misaligned[row] != (kind == 1) || weights[row] == 0) continue;
                tokens += (long)weights[row] * activations.Tokens[row];
                var source = activations.Sums.AsSpan(row * size, size);
                for (var i = 0; i < size; i++) sum[i] += weights[row] * (double)source[i];
            }

            means[kind] = Array.ConvertAll(sum, value => value / tokens);
        }

        return new MeanDiff([.. Enumerable.Range(0, activations.Layers).Select(layer => Slice(means, layer, activations.Width))]);
    }

    /// <summary>The plain estimate: every response counts once.</summary>
    public static MeanDiff From(ResponseActivations activations)
    {
        Span<int> ones = new int[activations.Tokens.Length];
        ones.Fill(1);
        return From(activations, ones);
    }

    /// <summary>v·w / (‖v‖ ‖w‖) of two directions at one layer.</summary>
    public static double Cosine(float[] first, float[] second)
    {
        double dot = 0, one = 0, two = 0;
        for (var i = 0; i < first.Length; i++)
        {
            dot += (double)first[i] * second[i];
            one += (double)first[i] * first[i];
            two += (double)second[i] * second[i];
        }

        return dot / Math.Sqrt(one * two);
    }

    private static float[] Slice(double[][] means, int layer, int width)
    {
        var vector = new float[width];
        for (var i = 0; i < width; i++) vector[i] = (float)(means[1][(layer * width) + i] - means[0][(layer * width) + i]);
        return vector;
    }
}
