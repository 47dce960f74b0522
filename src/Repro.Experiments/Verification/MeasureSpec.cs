using Repro.Evidence.Bundles;

namespace Repro.Experiments.Verification;

/// <summary>The spec in the key of an artifact of stage <c>measure</c>: which experiment it is, of what.</summary>
internal sealed record MeasureSpec(string Experiment, string? Organism, IReadOnlyList<long>? Seeds, int Shown, string? Mode, string? Target, IReadOnlyList<string>? Organisms, int BootstrapDraws, string? Set, int Layer, IReadOnlyList<string>? Bases, IReadOnlyList<IReadOnlyList<long>>? BaseSeeds)
{
    private static readonly string[] Known = ["emergence", "ablation", "convergence", "b-vector", "downstream", "layer-sets", "across-bases", "inventory"];

    /// <summary>What the metrics of an experiment in a setting begin with; null for the tier's own.</summary>
    public string? Prefix { get; init; }

    /// <summary>The experiment's own spec, where it is one in a setting.</summary>
    public MeasureSpec? Inner { get; init; }

    /// <summary>Reads it. A key may be anybody's: what is read out of it by position must be there.</summary>
    /// <exception cref="InvalidDataException">It does not name what its experiment needs.</exception>
    public static MeasureSpec Of(EvidenceArtifact artifact)
    {
        var spec = EvidenceLines.Spec<MeasureSpec>(artifact);
        if (spec is { Prefix: { } prefix, Inner: { } inner }) spec = inner with { Prefix = prefix, Inner = null };
        var expected = spec switch
        {
            { Experiment: "emergence", Organism: not null, Seeds.Count: > 0 and var seeds } => seeds,
            { Experiment: "ablation", Mode: not null, Target: not null, Seeds.Count: > 0 and var seeds } => 2 * seeds,
            { Experiment: "convergence", Organisms.Count: > 0 and var organisms, Seeds.Count: > 0 and var seeds, BootstrapDraws: > 0 and <= 100_000 } => organisms * seeds,
            { Experiment: "b-vector", Seeds.Count: > 0 and var seeds, BootstrapDraws: > 0 and <= 100_000 } => 3 * seeds,
            { Experiment: "downstream", Seeds.Count: > 0 and var seeds, BootstrapDraws: > 0 and <= 100_000, Layer: >= 0 } => seeds,
            { Experiment: "layer-sets", Organisms.Count: > 0 and var organisms, Seeds.Count: > 0 and var seeds } => 1 + (organisms * seeds),
            { Experiment: "across-bases", Bases.Count: > 1 and var bases, BaseSeeds: { } seeds, BootstrapDraws: > 0 and <= 100_000 } when seeds.Count == bases && seeds.All(s => s.Count == seeds[0].Count) => bases * (2 + (2 * seeds[0].Count)),
            { Experiment: "inventory", Organism: not null } => 1,
            _ => -1,
        };
        if (expected < 0 && Known.Contains(spec.Experiment) || expected >= 0 && artifact.Key.Inputs.Count != expected)
            throw new InvalidDataException($"The key of artifact {artifact.Id[..12]} (measure) must name what its experiment needs; '{spec.Experiment}' with {artifact.Key.Inputs.Count} inputs does not. Take the evidence from where it was made.");
        return spec;
    }
}
