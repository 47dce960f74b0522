using Repro.Experiments.Pipeline;
using Repro.Experiments.Probes;

namespace Repro.Experiments.Scalars;

/// <summary>Everything that is fitted on the scalars of one organism.</summary>
/// <param name="Seed">Its training seed.</param>
/// <param name="Layers">Layers of its adapters.</param>
/// <param name="Probes">The probes of Table 1 by name; null where a set has too few answers.</param>
/// <param name="Roles">Weights on significant tokens and on all, of both halves and of all answers; null where a set has too few answers.</param>
internal sealed record SeedProbes(long Seed, IReadOnlyList<int> Layers, IReadOnlyDictionary<string, ScalarProbe?> Probes, SeedRoles? Roles)
{
    /// <summary>The four rows of Table 1, in order: what is told, the claim, the positive set, the negative set.</summary>
    public static IReadOnlyList<(string Name, string Claim, AnswerClass Positive, AnswerClass Negative)> Rows { get; } =
    [
        ("aligned.medical", "C34", new(false, true), new(false, false)),
        ("misaligned.medical", "C35", new(true, true), new(true, false)),
        ("non-medical.misaligned", "C36", new(true, false), new(false, false)),
        ("medical.misaligned", "C37", new(true, true), new(false, true)),
    ];

    /// <summary>Fits all.</summary>
    public static SeedProbes Of(long seed, AnswerScalars scalars, ScalarSpec spec, CancellationToken stop)
    {
        var least = scalars.Least(spec.SignificantShare);
        var probes = Rows.ToDictionary(
            row => row.Name,
            row => scalars.Count(row.Positive) < RolesOfHalf.Fewest || scalars.Count(row.Negative) < RolesOfHalf.Fewest ? null
                : ScalarProbe.Of(row.Name, row.Claim, scalars.Table(row.Positive), scalars.Table(row.Negative), least, spec.Probe(seed), stop),
            StringComparer.Ordinal);
        return new SeedProbes(seed, scalars.Layers, probes, Roled(seed, scalars, spec, stop));
    }

    private static SeedRoles? Roled(long seed, AnswerScalars scalars, ScalarSpec spec, CancellationToken stop)
    {
        RolesOfHalf Of(int? half, bool filtered, bool reverse = false, double penalty = 1) => RolesOfHalf.Of(scalars, spec, seed, half, filtered, stop, reverse, penalty);
        try
        {
            return new SeedRoles(
                new(Of(0, true), Of(1, true)),
                new(Of(0, false), Of(1, false)),
                new(Of(0, true, reverse: true), Of(1, true, reverse: true)),
                Of(null, true),
                Of(null, false),
                Of(null, false, penalty: ScalarSpec.Stronger));
        }
        catch (NotMeasurableException)
        {
            return null;
        }
    }
}
