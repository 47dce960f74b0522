using System.IO.Compression;
using System.Text.Json;
using Repro.Claims;
using Repro.Evidence.Bundles.Zip;
using Repro.Evidence.Runs;
using Repro.Evidence.Store;

namespace Repro.Evidence.Bundles;

/// <summary>
/// A bundle opened for reading. Nothing is unpacked to the disk, so no name can lead out of it; every header must have exactly the bytes that the
/// writer gives it, and what it claims is held against limits first.
/// </summary>
public sealed class BundleFile : IEvidenceFiles, IDisposable
{
    private readonly FileStream file;
    private readonly Dictionary<string, ZipEntry> entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> hashes = new(StringComparer.Ordinal);

    private BundleFile(FileStream file) => this.file = file;

    /// <summary>bundle.json; null where the bundle is damaged.</summary>
    public BundleIndex? Index { get; private set; }

    /// <summary>What is not as it was written; empty for a whole bundle. A damaged one is good for nothing else.</summary>
    public IReadOnlyList<BundleDamage> Damage { get; private set; } = [];

    /// <inheritdoc/>
    public IReadOnlyList<string> Names => [.. entries.Keys.Where(n => n != EvidencePath.Index).Order(StringComparer.Ordinal)];

    /// <summary>Opens a bundle and reads every byte of it once.</summary>
    /// <exception cref="InputException">The file is no bundle, or claims to be larger than the limits.</exception>
    public static BundleFile Open(string path, BundleLimits? limits = null, CancellationToken cancellation = default)
    {
        if (!File.Exists(path)) throw new InputException($"A bundle is a file that './repro bundle' wrote; there is none at '{path}'. Check the path.");
        var bundle = new BundleFile(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read));
        try
        {
            bundle.Damage = bundle.Read(path, limits ?? new BundleLimits(), cancellation);
            return bundle;
        }
        catch
        {
            bundle.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public Stream Open(string name)
    {
        var entry = entries[name];
        var part = new Part(file.SafeFileHandle, entry.DataOffset, entry.Packed);
        return entry.Stored ? part : new DeflateStream(part, CompressionMode.Decompress);
    }

    /// <inheritdoc/>
    public string Hash(string name) => hashes[name];

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private IReadOnlyList<BundleDamage> Read(string path, BundleLimits limits, CancellationToken cancellation)
    {
        var walk = ZipWalk.Over(file, path, limits);
        foreach (var entry in walk.Entries)
        {
            if (!ArtifactName.IsValid(entry.Name)) throw new InputException($"A file of a bundle is named by segments of letters, digits, '.', '_' and '-' joined by '/'; {path} holds one named '{entry.Name}'. Nothing of it was read: it is no bundle that './repro bundle' wrote.");
            if (!entries.TryAdd(entry.Name, entry)) throw new InputException($"Each file of a bundle stands once; {path} holds '{entry.Name}' twice. It is no bundle that './repro bundle' wrote.");
        }

        if (walk.Damage.Count > 0) return walk.Damage;
        var packed = new Dictionary<string, string>(StringComparer.Ordinal);
        var damage = new List<BundleDamage>();
        foreach (var entry in walk.Entries)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Content(entry, packed) is { } fault) damage.Add(new BundleDamage(entry.Name, fault));
        }

        if (damage.Count > 0) return damage;
        Index = ReadIndex(path, limits);
        damage.AddRange(AgainstIndex(Index, packed));
        if (damage.Count == 0 && !walk.IsSealed()) damage.Add(new BundleDamage("the zip's end", "the seal is not the hash of the bytes before it"));
        return damage;
    }

    /// <summary>Hashes a file as packed and as unpacked, and holds it against its header.</summary>
    private string? Content(ZipEntry entry, Dictionary<string, string> packed)
    {
        using var raw = new Zip.Tally(onward: null);
        using (var part = new Part(file.SafeFileHandle, entry.DataOffset, entry.Packed)) part.CopyTo(raw);
        packed[entry.Name] = raw.Sha256;
        using var plain = new Zip.Tally(onward: null);
        try
        {
            using var content = Open(entry.Name);
            var buffer = new byte[1 << 16];
            for (int read; (read = content.Read(buffer)) > 0;)
            {
                plain.Write(buffer.AsSpan(0, read));
                if (plain.Position > entry.Size) return $"it unpacks to more than the {entry.Size} bytes that it claims";
            }
        }
        catch (InvalidDataException)
        {
            return "its packed bytes are damaged";
        }

        hashes[entry.Name] = plain.Sha256;
        return plain.Position == entry.Size && plain.Crc == entry.Crc ? null : "its bytes are not those of its checksum";
    }

    private BundleIndex ReadIndex(string path, BundleLimits limits)
    {
        if (!entries.TryGetValue(EvidencePath.Index, out var entry) || entry.Size > limits.IndexSize) throw new InputException($"A bundle holds {EvidencePath.Index} of at most {limits.IndexSize} bytes, and {path} does not. Name a file that './repro bundle' wrote.");
        try
        {
            using var stream = Open(EvidencePath.Index);
            var index = JsonSerializer.Deserialize<BundleIndex>(stream, RunJson.Options);
            if (index is { Format: BundleIndex.Current, Files: not null, Run: not null, ArtifactsRoot: not null }) return index;
            throw new InputException($"{EvidencePath.Index} of {path} is of format {index?.Format}; this version reads format {BundleIndex.Current}. Verify it with the version that wrote it.");
        }
        catch (JsonException e)
        {
            throw new InputException($"{EvidencePath.Index} of {path} must be the JSON of a bundle's index; {e.Message.TrimEnd('.')}. Take the bundle from where it was made.", e);
        }
    }

    private IEnumerable<BundleDamage> AgainstIndex(BundleIndex index, Dictionary<string, string> packed)
    {
        var listed = index.Files.Select(f => f.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var name in Names.Where(n => !listed.Contains(n))) yield return new BundleDamage(name, "the index does not list it");
        foreach (var row in index.Files)
        {
            if (!entries.ContainsKey(row.Name)) yield return new BundleDamage(row.Name, "it is missing");
            else if (hashes[row.Name] != row.Sha256) yield return new BundleDamage(row.Name, $"its bytes hash to {hashes[row.Name][..12]}, and the index says {row.Sha256[..Math.Min(12, row.Sha256.Length)]}");
            else if (packed[row.Name] != row.Packed) yield return new BundleDamage(row.Name, "its packed bytes are not those of the index");
        }
    }
}
