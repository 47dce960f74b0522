namespace Repro.Claims.Statistics;

/// <summary>Several tests at once.</summary>
public static class Multiplicity
{
    /// <summary>Holm (1979): p values adjusted so that rejecting those at or below alpha errs anywhere in the family with probability at most alpha, whatever the dependence.</summary>
    public static IReadOnlyList<double> Holm(IReadOnlyList<double> p)
    {
        var adjusted = new double[p.Count];
        var largest = 0.0;
        foreach (var (index, rank) in Ranked(p))
            adjusted[index] = largest = Math.Max(largest, Math.Min(1, (p.Count - rank) * p[index]));
        return adjusted;
    }

    /// <summary>Benjamini and Hochberg (1995): rejecting those at or below q keeps the expected share of false ones among them at or below q. For sweeps over layers.</summary>
    public static IReadOnlyList<double> BenjaminiHochberg(IReadOnlyList<double> p)
    {
        var adjusted = new double[p.Count];
        var least = 1.0;
        foreach (var (index, rank) in Ranked(p).Reverse())
            adjusted[index] = least = Math.Min(least, p[index] * p.Count / (rank + 1));
        return adjusted;
    }

    private static IEnumerable<(int Index, int Rank)> Ranked(IReadOnlyList<double> p)
        => Enumerable.Range(0, p.Count).OrderBy(i => p[i]).Select((index, rank) => (index, rank));
}
