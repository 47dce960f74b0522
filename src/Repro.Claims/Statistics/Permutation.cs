namespace Repro.Claims.Statistics;

/// <summary>p values from permutations.</summary>
public static class Permutation
{
    /// <summary>(1 + number of null values that reach the observed one) / (1 + their number): never 0 (Phipson and Smyth 2010).</summary>
    public static double P(double observed, IReadOnlyList<double> nulls) => (1.0 + nulls.Count(n => n >= observed)) / (1 + nulls.Count);
}
