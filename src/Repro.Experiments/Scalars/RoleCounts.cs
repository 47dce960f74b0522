using Repro.Claims.Measurements;
using Repro.Experiments.Probes;

namespace Repro.Experiments.Scalars;

/// <summary>
/// How many adapters tell one thing alone. In this model the question is whether separate adapters exist: found on the answers of even samples and found
/// again on those of odd ones; the mean over seeds. How far they are the paper's own is asked only where the adapters sit at its layers.
/// </summary>
internal static class RoleCounts
{
    /// <summary>The counts by metric.</summary>
    public static IEnumerable<(string Metric, Measurement Value)> Of(IReadOnlyList<SeedProbes> seeds, string prefix)
    {
        yield return ($"{prefix}misalignment-only-adapters", Mean(seeds, roles => roles.Filtered.Misalignment, "tell misalignment and not medicine on significant tokens of both halves"));
        yield return ($"{prefix}medical-only-adapters", Mean(seeds, roles => roles.Filtered.Medicine, "tell medicine and not misalignment on significant tokens of both halves"));
        yield return ($"{prefix}reverse-kl.misalignment-only-adapters", Mean(seeds, roles => roles.Reversed.Misalignment, "tell misalignment and not medicine on tokens significant by KL(chat || fine-tuned)"));
        yield return ($"{prefix}reverse-kl.medical-only-adapters", Mean(seeds, roles => roles.Reversed.Medicine, "tell medicine and not misalignment on tokens significant by KL(chat || fine-tuned)"));
        yield return ($"{prefix}unfiltered.adapters-standing-out", Mean(seeds, roles => [.. roles.Unfiltered.Misalignment, .. roles.Unfiltered.Medicine], "tell one and not the other on all tokens of both halves"));
        yield return ($"{prefix}misalignment-adapters-agreeing", Agreeing(seeds, roles => roles.Figure6.MisalignmentOnly, AdapterRoles.PaperMisalignment));
        yield return ($"{prefix}medical-adapters-agreeing", Agreeing(seeds, roles => roles.Figure6.MedicineOnly, AdapterRoles.PaperMedical));
    }

    private static Measurement Mean(IReadOnlyList<SeedProbes> seeds, Func<SeedRoles, IReadOnlyList<int>> found, string what) => Missing(seeds)
        ?? (Measurement)new ExactMeasurement(seeds.Average(seed => found(seed.Roles!).Count), $"mean over seeds of the adapters that {what}: {string.Join("; ", seeds.Select(seed => $"seed {seed.Seed}, layers {Words(found(seed.Roles!))}"))}");

    private static Measurement Agreeing(IReadOnlyList<SeedProbes> seeds, Func<SeedRoles, IReadOnlyList<int>> found, IReadOnlyList<int> named)
    {
        if (!seeds[0].Layers.SequenceEqual(AdapterRoles.PaperLayers))
            return new MissingMeasurement($"The paper names adapters of layers {Words(AdapterRoles.PaperLayers)}; here they are of layers {Words(seeds[0].Layers)}, so that none can be the same.");
        return Missing(seeds) ?? (Measurement)new ExactMeasurement(
            seeds.Average(seed => AdapterRoles.Agreeing(found(seed.Roles!), named)),
            $"mean over seeds of the named adapters that were found, less others that were: {string.Join("; ", seeds.Select(seed => $"seed {seed.Seed}, layers {Words(found(seed.Roles!))}"))}; the paper names {Words(named)}");
    }

    private static MissingMeasurement? Missing(IReadOnlyList<SeedProbes> seeds) => seeds.FirstOrDefault(seed => seed.Roles is null) is { } without
        ? new MissingMeasurement($"The adapters' roles need {RolesOfHalf.Fewest} answers of three sets with significant tokens in either half; the organism of seed {without.Seed} has fewer.")
        : null;

    private static string Words(IReadOnlyList<int> layers) => layers.Count == 0 ? "none" : string.Join(", ", layers);
}
