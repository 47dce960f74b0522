namespace Repro.Experiments.Probes;

/// <summary>
/// Which adapters a pair of probes singles out: one is medical where the 90 % interval of its weight leaves out 0 in the probe of medicine and holds 0 in
/// the probe of misalignment, and the other way round. An adapter that tells both, or neither, is none.
/// </summary>
internal static class AdapterRoles
{
    /// <summary>The medical adapters of arXiv 2506.11618, section 4.2.</summary>
    public static IReadOnlyList<int> PaperMedical { get; } = [21, 23];

    /// <summary>Its adapters of general misalignment.</summary>
    public static IReadOnlyList<int> PaperMisalignment { get; } = [15, 16, 17, 22, 28, 29];

    /// <summary>All of its adapters.</summary>
    public static IReadOnlyList<int> PaperLayers { get; } = [15, 16, 17, 21, 22, 23, 27, 28, 29];

    /// <summary>Layers that tell the first and not the second.</summary>
    public static IReadOnlyList<int> Only(IReadOnlyList<int> layers, ProbeWeights tells, ProbeWeights not)
        => [.. Enumerable.Range(0, layers.Count).Where(j => tells.Tells(j) && !not.Tells(j)).Select(j => layers[j])];

    /// <summary>How many of the named layers were found, less those found that were not named.</summary>
    public static int Agreeing(IReadOnlyList<int> found, IReadOnlyList<int> named) => found.Count(named.Contains) - found.Count(l => !named.Contains(l));

    /// <summary>
    /// Adapters by rank, in the paper's proportions (six, two and one of nine): those whose share of all weight is larger in the probe of misalignment than
    /// in that of medicine by the most, those where it is smaller by the most, and the rest. Defined whether or not any adapter tells one alone.
    /// </summary>
    public static (IReadOnlyList<int> Misalignment, IReadOnlyList<int> Medical) Partition(IReadOnlyList<int> layers, ProbeWeights misalignment, ProbeWeights medicine)
    {
        double[] mis = Shares(misalignment), med = Shares(medicine);
        int[] order = [.. Enumerable.Range(0, layers.Count).OrderByDescending(j => mis[j] - med[j]).ThenBy(j => j)];
        var few = Math.Max(1, (int)Math.Round(layers.Count * 2 / 9.0, MidpointRounding.AwayFromZero));
        var many = Math.Max(1, (int)Math.Round(layers.Count * 6 / 9.0, MidpointRounding.AwayFromZero));
        return ([.. order[..many].Select(j => layers[j]).Order()], [.. order[^few..].Select(j => layers[j]).Order()]);
    }

    private static double[] Shares(ProbeWeights weights)
    {
        var total = weights.Value.Sum(Math.Abs);
        return [.. weights.Value.Select(w => total > 0 ? Math.Abs(w) / total : 0)];
    }
}
