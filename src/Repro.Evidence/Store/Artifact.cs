using Repro.Claims;
using Repro.Evidence.Files;

namespace Repro.Evidence.Store;

/// <summary>A whole stage result on disk: read-only files and the key that they follow from.</summary>
public sealed class Artifact
{
    internal Artifact(string folder, ArtifactManifest manifest, bool reused)
    {
        Folder = folder;
        Key = manifest.Key;
        Reused = reused;
        Files = manifest.Files.ToDictionary(f => f.Key, f => f.Value.Sha256, StringComparer.Ordinal);
        Size = manifest.Files.Values.Sum(f => f.Size);
    }

    /// <summary>Id of the key: 64 hexadecimal digits.</summary>
    public string Id => Key.Id;

    /// <summary>Folder that holds the files and manifest.json.</summary>
    public string Folder { get; }

    /// <summary>What the result depends on.</summary>
    public StageKey Key { get; }

    /// <summary>File name to SHA-256.</summary>
    public IReadOnlyDictionary<string, string> Files { get; }

    /// <summary>Bytes of all files.</summary>
    public long Size { get; }

    /// <summary>True when the artifact was there already, false when this call made it.</summary>
    public bool Reused { get; }

    /// <summary>Path of a file of the artifact, or of a folder that holds some of its files.</summary>
    /// <exception cref="InputException">The artifact has no such file.</exception>
    public string PathOf(string name) => Files.ContainsKey(name) || Files.Keys.Any(f => f.StartsWith(name + "/", StringComparison.Ordinal))
        ? Path.Combine(Folder, name)
        : throw new InputException($"Artifact {Id[..12]} ({Key.Stage}) has no file '{name}'. It has: {string.Join(", ", Files.Keys)}.");

    /// <summary>Names of the files whose bytes are not those of the manifest; empty when the artifact is whole. Reads every byte.</summary>
    public IReadOnlyList<string> Verify() =>
        [.. Files.Where(f => !File.Exists(Path.Combine(Folder, f.Key)) || Sha256.OfFile(Path.Combine(Folder, f.Key)) != f.Value).Select(f => f.Key)];
}
