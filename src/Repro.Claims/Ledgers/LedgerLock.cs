using System.Text;

namespace Repro.Claims.Ledgers;

/// <summary>claims.lock: a SHA-256 for each claim and for the whole ledger, so that a claim cannot change unseen once evidence exists.</summary>
/// <param name="Whole">Hash of all the claims' hashes, in order of id.</param>
/// <param name="Claims">Claim id to hash.</param>
public sealed record LedgerLock(string Whole, IReadOnlyDictionary<string, string> Claims)
{
    /// <summary>The lock's file in the ledger's folder.</summary>
    public const string FileName = "claims.lock";

    /// <summary>The file of the locked claims' texts, beside it.</summary>
    public const string TextsFileName = "claims.lock.jsonl";

    private const string Header = "# SHA-256 of each claim in its canonical form, and of the whole. Written by a command, never by hand.";

    /// <summary>The lock of a ledger as it stands.</summary>
    public static LedgerLock Of(Ledger ledger)
    {
        var hashes = new SortedDictionary<string, string>(ledger.Claims.ToDictionary(c => c.Id, CanonicalClaim.Hash), StringComparer.Ordinal);
        return new LedgerLock(CanonicalClaim.Hash(string.Concat(hashes.Select(h => $"{h.Key} {h.Value}\n"))), hashes);
    }

    /// <summary>Reads a lock file.</summary>
    /// <exception cref="InputException">It is absent or malformed.</exception>
    public static LedgerLock Read(string path) => File.Exists(path)
        ? Parse(path, File.ReadAllText(path))
        : throw new InputException($"The ledger's lock is missing: there is no '{path}'. Write it once the claims are decided: './repro claims lock'.");

    /// <summary>Parses a lock file's text; <paramref name="name"/> appears in messages.</summary>
    /// <exception cref="InputException">It is malformed.</exception>
    public static LedgerLock Parse(string name, string text)
    {
        var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (number, line) in text.Split('\n').Index().Where(l => l.Item.Length > 0 && !l.Item.StartsWith('#')))
        {
            var parts = line.Split(' ');
            if (parts.Length != 2 || parts[1].Length != 64 || !parts[1].All(char.IsAsciiHexDigitLower))
                throw new InputException($"{name}:{number + 1}: a line of the lock is an id, a space and 64 hex digits; got '{line}'. Write the lock anew.");
            if (!hashes.TryAdd(parts[0], parts[1]))
                throw new InputException($"{name}:{number + 1}: each id stands once in the lock; got '{parts[0]}' again. Write the lock anew.");
        }
        return hashes.Remove("whole", out var whole)
            ? new LedgerLock(whole, hashes)
            : throw new InputException($"{name}: the lock has no line 'whole'. Write the lock anew.");
    }

    /// <summary>Reads the texts beside a lock; each must have the hash that the lock holds.</summary>
    /// <exception cref="InputException">The file is absent or malformed, or holds other claims than the lock.</exception>
    public ClaimTexts ReadTexts(string path)
    {
        var texts = ClaimTexts.Read(path);
        var hashes = texts.Hashes();
        return hashes.Keys.Union(Claims.Keys).FirstOrDefault(id => hashes.GetValueOrDefault(id) != Claims.GetValueOrDefault(id)) is { } wrong
            ? throw new InputException($"{path}: the text of each claim has the hash that the lock holds; that of {wrong} has {hashes.GetValueOrDefault(wrong, "none")}, the lock {Claims.GetValueOrDefault(wrong, "none")}. Take both files from the same commit.")
            : texts;
    }

    /// <summary>The file's text.</summary>
    public string ToText()
    {
        var text = new StringBuilder(Header).Append('\n').Append("whole ").Append(Whole).Append('\n');
        foreach (var (id, hash) in Claims)
            text.Append(id).Append(' ').Append(hash).Append('\n');
        return text.ToString();
    }

    /// <summary>What changed in <paramref name="ledger"/> since this lock was written.</summary>
    public LockDifference Compare(Ledger ledger)
    {
        var now = Of(ledger).Claims;
        return new LockDifference(
            [.. now.Where(c => Claims.TryGetValue(c.Key, out var was) && was != c.Value).Select(c => c.Key)],
            [.. now.Keys.Except(Claims.Keys)],
            [.. Claims.Keys.Except(now.Keys)]);
    }
}
