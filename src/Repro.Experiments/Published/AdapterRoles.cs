using Repro.Experiments.Probes;

namespace Repro.Experiments.Published;

/// <summary>
/// Which adapters a pair of probes singles out: one is medical where the 90 % interval of its weight leaves out 0 in the probe of medicine and holds 0 in
/// the probe of misalignment, and the other way round. An adapter that tells both, or neither, is none.
/// </summary>
internal static class AdapterRoles
{
    /// <summary>The medical adapters of arXiv 2506.11618, section 4.2.</summary>
    public static IReadOnlyList<int> PaperMedical { get; } = [21, 23];

    /// <summary>Layers that tell the first and not the second.</summary>
    public static IReadOnlyList<int> Only(IReadOnlyList<int> layers, ProbeWeights tells, ProbeWeights not)
        => [.. Enumerable.Range(0, layers.Count).Where(j => tells.Tells(j) && !not.Tells(j)).Select(j => layers[j])];

    /// <summary>How many of the named layers were found, less those found that were not named.</summary>
    public static int Agreeing(IReadOnlyList<int> found, IReadOnlyList<int> named) => found.Count(named.Contains) - found.Count(l => !named.Contains(l));
}
