using Repro.Claims.Ledgers;
using Repro.Claims.Text;

namespace Repro.Claims;

/// <summary>The claims, read from YAML and checked.</summary>
public sealed class Ledger
{
    private readonly Dictionary<string, Claim> byId;

    private Ledger(IReadOnlyList<Claim> claims)
    {
        Claims = claims;
        byId = claims.ToDictionary(c => c.Id);
    }

    /// <summary>All rows, in order of id.</summary>
    public IReadOnlyList<Claim> Claims { get; }

    /// <summary>The claim of an id.</summary>
    /// <exception cref="InputException">There is none; the message lists near ids.</exception>
    public Claim this[string id] => byId.TryGetValue(id, out var claim)
        ? claim
        : throw new InputException($"There is no claim '{id}' in the ledger.{Near.Hint(id, byId.Keys)} It has {string.Join(", ", byId.Keys)}.");

    /// <summary>Reads a ledger file, or every *.yaml of a folder.</summary>
    /// <exception cref="InputException">A mistake; the message names file, line, key and what is allowed.</exception>
    public static Ledger Load(string path)
    {
        string[] files = File.Exists(path) ? [path]
            : Directory.Exists(path) ? [.. Directory.GetFiles(path, "*.yaml").Order(StringComparer.Ordinal)]
            : throw new InputException($"The ledger is a YAML file or a folder of them; there is nothing at '{path}'.");
        if (files.Length == 0)
            throw new InputException($"The ledger is a YAML file or a folder of them; there is no *.yaml in '{path}'.");
        return Parse(files.Select(f => (f, File.ReadAllText(f))));
    }

    /// <summary>Reads ledger files that are already text. The names appear in messages.</summary>
    /// <exception cref="InputException">As for <see cref="Load"/>.</exception>
    public static Ledger Parse(IEnumerable<(string Name, string Text)> files)
    {
        var claims = new List<Claim>();
        var rows = new List<(Claim, YamlMap)>();
        var seen = new Dictionary<string, string>();
        foreach (var (name, text) in files)
        {
            foreach (var row in Rows(name, text, out var paper))
            {
                var claim = ClaimReader.Read(row, paper);
                if (!seen.TryAdd(claim.Id, row.Place("id")))
                    throw row.Error("id", $"each id stands once in the ledger; '{claim.Id}' is at {seen[claim.Id]} too.");
                claims.Add(claim);
                rows.Add((claim, row));
            }
        }
        var ledger = new Ledger([.. claims.OrderBy(c => c.Id, StringComparer.Ordinal)]);
        foreach (var (claim, row) in rows)
            Primaries.Check(claim, row, ledger.byId);
        return ledger;
    }

    private static IReadOnlyList<YamlMap> Rows(string name, string text, out string paper)
    {
        var documents = YamlGuard.Load(name, text);
        if (documents.Count == 0)
            throw new InputException($"{name}:1: the file is empty. It needs the keys 'paper' and 'claims'.");
        var file = new YamlMap(name, "the file", documents[0].RootNode);
        paper = file.NeedText("paper");
        file.Need("claims");
        var rows = file.Maps("claims")!;
        file.Finish();
        return rows;
    }
}
