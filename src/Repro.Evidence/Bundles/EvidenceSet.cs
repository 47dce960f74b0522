using System.Text;
using System.Text.Json;
using Repro.Evidence.Files;
using Repro.Evidence.Runs;
using Repro.Evidence.Store;

namespace Repro.Evidence.Bundles;

/// <summary>The evidence of a run, understood: its artifacts by id, and which files are not what the manifests above them say.</summary>
public sealed class EvidenceSet
{
    private readonly SortedDictionary<string, EvidenceArtifact> artifacts = new(StringComparer.Ordinal);
    private readonly List<string> changed = [];

    private EvidenceSet(IEvidenceFiles files) => Files = files;

    /// <summary>All files.</summary>
    public IEvidenceFiles Files { get; }

    /// <summary>Artifacts whose manifests are whole, by id.</summary>
    public IReadOnlyDictionary<string, EvidenceArtifact> Artifacts => artifacts;

    /// <summary>One line a file that is not what its manifest recorded.</summary>
    public IReadOnlyList<string> Changed => changed;

    /// <summary>Merkle root over the artifacts; null where there are none.</summary>
    public string? Root { get; private set; }

    /// <summary>Reads the manifests and hashes every file.</summary>
    public static EvidenceSet Read(IEvidenceFiles files, RunManifest manifest, CancellationToken cancellation = default)
    {
        var set = new EvidenceSet(files);
        var present = files.Names.ToHashSet(StringComparer.Ordinal);
        foreach (var (file, hash) in manifest.Files.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            var path = EvidencePath.Run(file);
            if (!present.Contains(path) || files.Hash(path) != hash) set.changed.Add($"{file} is not the file that the manifest recorded");
        }

        foreach (var path in files.Names.Where(EvidencePath.IsManifest))
        {
            cancellation.ThrowIfCancellationRequested();
            set.Read(path, present);
        }

        set.Root = set.artifacts.Count == 0 ? null : ArtifactsRoot.Of(files.Names.Where(EvidencePath.IsManifest).Select(path => (EvidencePath.IdOf(path)!, files.Hash(path))));
        return set;
    }

    /// <summary>The JSON of a file of the run's folder.</summary>
    /// <exception cref="MissingEvidenceException">It is not here.</exception>
    /// <exception cref="InvalidDataException">It is not the JSON of a <typeparamref name="T"/>.</exception>
    public static T ReadRunFile<T>(IEvidenceFiles files, string file)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(ReadText(files, EvidencePath.Run(file)), RunJson.Options) ?? throw new JsonException("it is null");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{file} must hold the JSON of a run's {typeof(T).Name}; {e.Message.TrimEnd('.')}. Take it from the run again.", e);
        }
    }

    /// <summary>The text of a file.</summary>
    /// <exception cref="MissingEvidenceException">It is not here.</exception>
    public static string ReadText(IEvidenceFiles files, string name)
    {
        if (!files.Names.Contains(name, StringComparer.Ordinal)) throw new MissingEvidenceException($"{name} is not here");
        using var reader = new StreamReader(files.Open(name), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private void Read(string path, HashSet<string> present)
    {
        var id = EvidencePath.IdOf(path)!;
        using var stream = Files.Open(path);
        if (ArtifactManifest.Parse(stream) is not { } manifest || manifest.Id != id || manifest.Key.Id != id || Sha256.OfText(manifest.Text()) != Files.Hash(path))
        {
            changed.Add($"{path} is not the manifest of that artifact");
            return;
        }

        artifacts.Add(id, new EvidenceArtifact(Files, present, manifest));
        foreach (var (file, entry) in manifest.Files)
        {
            var name = EvidencePath.Artifact(id, file);
            if (present.Contains(name) ? Files.Hash(name) != entry.Sha256 : !Weights.Are(manifest.Key, file)) changed.Add($"{name} ({manifest.Key.Stage}) is {(present.Contains(name) ? "not the file that its manifest recorded" : "missing")}");
        }
    }
}
