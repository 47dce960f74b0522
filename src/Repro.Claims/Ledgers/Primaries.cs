using Repro.Claims.Text;

namespace Repro.Claims.Ledgers;

/// <summary>What a row's 'primary' must be: another claim of its family that is not secondary itself, so that one look decides whether it is judged.</summary>
internal static class Primaries
{
    public static void Check(Claim claim, YamlMap row, IReadOnlyDictionary<string, Claim> all)
    {
        if (claim.Primary is not { } id)
            return;
        if (!all.TryGetValue(id, out var primary))
            throw row.Error("primary", $"'primary' is a claim of the ledger; got '{id}'.{Near.Hint(id, all.Keys)}");
        if (claim.Family is null || primary.Family != claim.Family || primary == claim)
            throw row.Error("primary", $"'primary' is another claim of the same family; this one is of {Name(claim)} and {id} of {Name(primary)}. Name another, or give both one 'family'.");
        if (primary.Primary is not null)
            throw row.Error("primary", $"'primary' is a claim that is not secondary itself; {id} is secondary to {primary.Primary}. Name that one.");
    }

    private static string Name(Claim claim) => claim.Family is { } family ? $"'{family}'" : "none";
}
