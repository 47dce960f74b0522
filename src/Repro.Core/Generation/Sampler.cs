namespace Repro.Core.Generation;

/// <summary>One token from one row of logits, in float64 and in the order of the vocabulary.</summary>
internal static class Sampler
{
    /// <summary>The first token whose cumulative probability is above <paramref name="uniform"/>.</summary>
    /// <param name="logits">One value a token.</param>
    /// <param name="uniform">On [0, 1).</param>
    /// <param name="options">Temperature, top-k and top-p.</param>
    /// <param name="scratch">As long as the logits.</param>
    public static int Draw(ReadOnlySpan<float> logits, double uniform, SamplingOptions options, Span<double> scratch)
    {
        var best = 0;
        for (var i = 1; i < logits.Length; i++)
        {
            if (logits[i] > logits[best]) best = i;
        }

        if (options.Temperature == 0) return best;
        var total = 0.0;
        for (var i = 0; i < logits.Length; i++) total += scratch[i] = Math.Exp((logits[i] - (double)logits[best]) / options.Temperature);
        if (options.TopK > 0 && options.TopK < logits.Length) total = Likeliest(logits, scratch, options.TopK);
        if (options.TopP < 1) total = Nucleus(scratch, options.TopP * total);
        var left = uniform * total;
        var last = best;
        for (var i = 0; i < scratch.Length; i++)
        {
            if (scratch[i] == 0) continue;
            if (left < scratch[i]) return i;
            left -= scratch[i];
            last = i;
        }

        return last; // rounding left a remainder
    }

    /// <summary>v / penalty for values above 0, v * penalty below, once for each token that was there before; as transformers' RepetitionPenaltyLogitsProcessor.</summary>
    public static void Penalise(Span<float> logits, IEnumerable<int> before, double penalty)
    {
        foreach (var token in before.Distinct()) logits[token] = logits[token] < 0 ? logits[token] * (float)penalty : logits[token] / (float)penalty;
    }

    /// <summary>Sets the weights of all logits below the k-th largest to zero; returns the sum of the others.</summary>
    private static double Likeliest(ReadOnlySpan<float> logits, Span<double> weights, int k)
    {
        var sorted = logits.ToArray();
        Array.Sort(sorted);
        var least = sorted[^k];
        var total = 0.0;
        for (var i = 0; i < logits.Length; i++) total += weights[i] = logits[i] < least ? 0 : weights[i];
        return total;
    }

    /// <summary>Sets all but the largest weights that together reach <paramref name="wanted"/> to zero (of equal ones the first stay); returns their sum.</summary>
    private static double Nucleus(Span<double> weights, double wanted)
    {
        var order = new int[weights.Length];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        var copy = weights.ToArray();
        Array.Sort(order, (a, b) => copy[a] != copy[b] ? copy[b].CompareTo(copy[a]) : a.CompareTo(b));
        var kept = 0;
        for (var sum = 0.0; kept < order.Length && sum < wanted; kept++) sum += copy[order[kept]];
        foreach (var i in order.AsSpan(Math.Max(kept, 1))) weights[i] = 0;
        var total = 0.0;
        foreach (var weight in weights) total += weight;
        return total;
    }
}
