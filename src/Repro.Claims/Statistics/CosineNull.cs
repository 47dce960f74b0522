using MathNet.Numerics;
using Repro.Claims.Measurements;

namespace Repro.Claims.Statistics;

/// <summary>How large cosines are where there is nothing to find.</summary>
public static class CosineNull
{
    /// <summary>P(c >= cosine) for two random directions in n dimensions: c^2 is Beta(1/2, (n - 1)/2).</summary>
    /// <param name="cosine">-1 to 1.</param>
    /// <param name="dimension">At least 2.</param>
    public static double Random(double cosine, int dimension)
    {
        var outside = 1 - SpecialFunctions.BetaRegularized(0.5, (dimension - 1) / 2.0, cosine * cosine);
        return cosine >= 0 ? outside / 2 : 1 - (outside / 2);
    }

    /// <summary>The p value of the claim's own statistic, <see cref="CosineShare.Value"/>, among its values over permutations.</summary>
    /// <param name="layers">The cosines measured.</param>
    /// <param name="permuted">The same rows; draw i of each is permutation i.</param>
    /// <param name="exceptions">Allowed exceptions a pair.</param>
    public static double Share(IReadOnlyList<CosineLayer> layers, IReadOnlyList<CosineLayer> permuted, int exceptions)
    {
        var value = CosineShare.Value(layers, exceptions);
        return Permutation.P(value, [.. Enumerable.Range(0, permuted[0].Draws.Count).Select(i => CosineShare.Value([.. permuted.Select(row => row with { Value = row.Draws[i] })], exceptions))]);
    }

    /// <summary>The max-statistic: for each row the share of permutations whose largest cosine over all rows reaches it. Holds the family-wise level over layers and pairs.</summary>
    public static IReadOnlyList<double> Largest(IReadOnlyList<CosineLayer> layers, IReadOnlyList<CosineLayer> permuted)
    {
        double[] largest = [.. Enumerable.Range(0, permuted[0].Draws.Count).Select(i => permuted.Max(row => row.Draws[i]))];
        return [.. layers.Select(row => Permutation.P(row.Value, largest))];
    }
}
