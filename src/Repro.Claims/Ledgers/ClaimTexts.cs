namespace Repro.Claims.Ledgers;

/// <summary>
/// Claims in the form that their hashes are taken of, one JSON object a line, in order of id: what stands beside the lock, and in the folder of each
/// run for the claims that it answered, so that of an amended claim both versions can be shown.
/// </summary>
public sealed class ClaimTexts
{
    /// <summary>The texts of nothing.</summary>
    public static readonly ClaimTexts None = new([]);

    private readonly SortedDictionary<string, string> texts;

    private ClaimTexts(IEnumerable<KeyValuePair<string, string>> texts) => this.texts = new(texts.ToDictionary(), StringComparer.Ordinal);

    /// <summary>Ids, in order.</summary>
    public IReadOnlyCollection<string> Ids => texts.Keys;

    /// <summary>The JSON of a claim, or null where it is not among them.</summary>
    public string? this[string id] => texts.GetValueOrDefault(id);

    /// <summary>The texts of <paramref name="claims"/> as they stand.</summary>
    public static ClaimTexts Of(IEnumerable<Claim> claims) => new(claims.Select(c => KeyValuePair.Create(c.Id, CanonicalClaim.Text(c))));

    /// <summary>Reads a file of texts.</summary>
    /// <exception cref="InputException">It is absent or malformed.</exception>
    public static ClaimTexts Read(string path) => File.Exists(path)
        ? Parse(path, File.ReadAllText(path))
        : throw new InputException($"The claims' locked texts are missing: there is no '{path}'. './repro claims lock' writes it.");

    /// <summary>Parses a file's text; <paramref name="name"/> appears in messages.</summary>
    /// <exception cref="InputException">A line is no JSON object with an Id, or an id stands twice.</exception>
    public static ClaimTexts Parse(string name, string text)
    {
        var found = new Dictionary<string, string>();
        foreach (var (number, line) in text.Split('\n').Index().Where(l => l.Item.Length > 0))
        {
            if (CanonicalClaim.IdOf(line) is not { } id)
                throw new InputException($"{name}:{number + 1}: a line holds one claim, a JSON object with an 'Id'; got '{(line.Length > 40 ? line[..40] : line)}'. Take the file from where it was written.");
            if (!found.TryAdd(id, line))
                throw new InputException($"{name}:{number + 1}: each claim stands once; got '{id}' again. Take the file from where it was written.");
        }
        return new ClaimTexts(found);
    }

    /// <summary>Claim id to SHA-256 of its text: the hashes of the lock.</summary>
    public IReadOnlyDictionary<string, string> Hashes() => texts.ToDictionary(t => t.Key, t => CanonicalClaim.Hash(t.Value));

    /// <summary>Only the claims of <paramref name="ids"/>.</summary>
    public ClaimTexts Only(IEnumerable<string> ids) => new(texts.Where(t => ids.Contains(t.Key)));

    /// <summary>The file's text.</summary>
    public string ToText() => string.Concat(texts.Values.Select(t => t + "\n"));
}
