using System.Text;
using System.Text.Json;
using Repro.Evidence.Files;

namespace Repro.Evidence.Store;

/// <summary>manifest.json of an artifact: its id, the key that gives the id, and every file with hash and size. The same artifact has the same bytes here too.</summary>
internal sealed record ArtifactManifest(string Id, StageKey Key, SortedDictionary<string, ArtifactManifest.Entry> Files)
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n" };

    internal sealed record Entry(string Sha256, long Size);

    /// <summary>Hashes and flushes every file below <paramref name="folder"/>.</summary>
    internal static ArtifactManifest Of(StageKey key, string folder)
    {
        var files = new SortedDictionary<string, Entry>(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var name = ArtifactName.Check(Path.GetRelativePath(folder, path).Replace('\\', '/'));
            Disk.FlushFile(path);
            files.Add(name, new Entry(Sha256.OfFile(path), new FileInfo(path).Length));
        }

        foreach (var inner in Directory.EnumerateDirectories(folder, "*", SearchOption.AllDirectories)) Disk.Flush(inner);
        return new ArtifactManifest(key.Id, key, files);
    }

    internal void Write(string folder) => AtomicFile.WriteAllText(Path.Combine(folder, ArtifactName.Manifest), Text());

    /// <summary>The only text that this manifest has.</summary>
    internal string Text() => JsonSerializer.Serialize(this, Options) + "\n";

    /// <summary>The manifest in <paramref name="stream"/>, or null where it is none.</summary>
    internal static ArtifactManifest? Parse(Stream stream)
    {
        try
        {
            return JsonSerializer.Deserialize<ArtifactManifest>(stream, Options) is { Key: not null, Files: not null } manifest ? manifest : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Reads the manifest of <paramref name="folder"/> and says what is wrong with the artifact, or null.</summary>
    internal static (ArtifactManifest? Manifest, string? Fault) Read(string folder, string id)
    {
        ArtifactManifest? manifest;
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(Path.Combine(folder, ArtifactName.Manifest));
            manifest = JsonSerializer.Deserialize<ArtifactManifest>(bytes, Options);
        }
        catch (Exception e) when (e is JsonException or IOException)
        {
            return (null, $"{ArtifactName.Manifest} cannot be read ({(e is FileNotFoundException ? "it is missing" : "it is not the JSON of an artifact")})");
        }

        if (manifest is not { Key: not null, Files: not null }) return (null, $"{ArtifactName.Manifest} is empty");
        if (manifest.Id != id || manifest.Key.Id != id) return (null, $"{ArtifactName.Manifest} belongs to another artifact");
        if (manifest.Files.ContainsValue(null!) || !bytes.AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(manifest.Text()))) return (null, $"{ArtifactName.Manifest} is not as it was written");
        return (manifest, manifest.Files.Select(f => FaultOf(folder, f.Key, f.Value)).FirstOrDefault(f => f is not null));
    }

    /// <summary>The first file whose bytes are not those that were stored, in words; null for none. Reads every byte.</summary>
    internal string? FaultInBytes(string folder) =>
        Files.Where(f => Sha256.OfFile(Path.Combine(folder, f.Key)) != f.Value.Sha256).Select(f => $"the bytes of {f.Key} are not those that were stored").FirstOrDefault();

    private static string? FaultOf(string folder, string name, Entry entry)
    {
        if (!ArtifactName.IsValid(name)) return $"'{name}' is not the name of a file of an artifact";
        var file = new FileInfo(Path.Combine(folder, name));
        if (!file.Exists) return $"{name} is missing";
        return file.Length == entry.Size ? null : $"{name} has {file.Length} bytes instead of {entry.Size}";
    }
}
