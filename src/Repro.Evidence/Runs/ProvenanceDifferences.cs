namespace Repro.Evidence.Runs;

/// <summary>What differs between how two runs were made.</summary>
public static class ProvenanceDifferences
{
    /// <summary>One line a difference, <c>what: a -> b</c>; empty when code, libraries, machine, variables, seeds and ledger are the same.</summary>
    public static IReadOnlyList<string> Of(Provenance a, Provenance b) =>
    [
        .. Line("commit", Commit(a), Commit(b)),
        .. Line("ledger", a.LedgerHash, b.LedgerHash),
        .. Lines("version of ", a.Versions, b.Versions),
        .. Lines("", a.Machine, b.Machine),
        .. Lines("", a.Environment, b.Environment),
        .. Lines("seeds of ", Text(a.Seeds), Text(b.Seeds)),
    ];

    private static string Commit(Provenance p) => p.Commit + (p.Dirty ? p.DiffHash is { } diff ? $" (dirty, {diff[..12]})" : " (dirty)" : "");

    private static Dictionary<string, string> Text(IReadOnlyDictionary<string, IReadOnlyList<long>> seeds) => seeds.ToDictionary(s => s.Key, s => string.Join(' ', s.Value), StringComparer.Ordinal);

    private static IEnumerable<string> Lines(string prefix, IReadOnlyDictionary<string, string> a, IReadOnlyDictionary<string, string> b) =>
        a.Keys.Union(b.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal).SelectMany(k => Line(prefix + k, a.GetValueOrDefault(k, "none"), b.GetValueOrDefault(k, "none")));

    private static IEnumerable<string> Line(string name, string a, string b) => a == b ? [] : [$"{name}: {a} -> {b}"];
}
