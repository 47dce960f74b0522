using System.Text;
using Repro.Claims;
using Repro.Evidence.Files;
using Repro.Evidence.Runs;
using Repro.Evidence.Store;

namespace Repro.Evidence.Bundles;

/// <summary>The evidence of a run where it was made: its folder, the artifacts that it rests on in the store, and whatever else belongs to it.</summary>
public sealed class RunEvidence : IEvidenceFiles
{
    private readonly SortedDictionary<string, Func<Stream>> files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> hashes = new(StringComparer.Ordinal);

    /// <summary>Lists the files; reads manifests only.</summary>
    /// <param name="run">The run.</param>
    /// <param name="store">Where its artifacts are; null where there is no store.</param>
    /// <param name="weights">Whether the files of weights are among them.</param>
    public RunEvidence(StoredRun run, ArtifactStore? store, bool weights)
    {
        foreach (var file in run.Manifest.Files.Keys.Append(RunFolder.ManifestFile).Where(ArtifactName.IsValid)) Add(EvidencePath.Run(file), Path.Combine(run.Folder, file));
        var all = store?.List().Where(a => a is { Key: not null }).ToDictionary(a => a.Id, StringComparer.Ordinal) ?? [];
        foreach (var id in StoreCollector.Closure(all, run.Manifest.Provenance.Stages.Select(s => s.ArtifactId)))
        {
            Artifacts.Add(id);
            Add(all[id], weights);
        }
    }

    /// <summary>Ids of the run's artifacts that the store has.</summary>
    public ISet<string> Artifacts { get; } = new SortedSet<string>(StringComparer.Ordinal);

    /// <summary>Files of weights that are left out, and their bytes.</summary>
    public (int Files, long Bytes) LeftOut { get; private set; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Names => [.. files.Keys];

    /// <summary>Adds a file from elsewhere, if it is there; its name's odd characters become '_'.</summary>
    public void Add(string name, string path)
    {
        if (!File.Exists(path)) return;
        var safe = string.Join('/', name.Split('/').Select(segment => string.Concat(segment.TrimStart('.', '-').Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' ? c : '_'))));
        files[ArtifactName.IsValid(safe) ? safe : throw new InputException($"A file of a bundle has a name; got '{name}'. Rename {path}.")] = () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
    }

    /// <summary>Adds a text that follows from the run.</summary>
    public void AddText(string name, string text) => files[name] = () => new MemoryStream(Encoding.UTF8.GetBytes(text), writable: false);

    /// <inheritdoc/>
    public Stream Open(string name) => files[name]();

    /// <inheritdoc/>
    public string Hash(string name)
    {
        if (hashes.TryGetValue(name, out var known)) return known;
        using var stream = Open(name);
        return hashes[name] = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(stream));
    }

    private void Add(StoredArtifact artifact, bool weights)
    {
        Add(EvidencePath.Artifact(artifact.Id, ArtifactName.Manifest), Path.Combine(artifact.Folder, ArtifactName.Manifest));
        var (manifest, _) = ArtifactManifest.Read(artifact.Folder, artifact.Id);
        foreach (var (file, entry) in manifest?.Files ?? [])
        {
            var path = Path.Combine(artifact.Folder, file);
            if (!ArtifactName.IsValid(file) || !File.Exists(path)) continue;
            if (!Weights.Are(artifact.Key!, file) || weights) Add(EvidencePath.Artifact(artifact.Id, file), path);
            else LeftOut = (LeftOut.Files + 1, LeftOut.Bytes + entry.Size);
            if (Weights.Are(artifact.Key!, file)) files[EvidencePath.Header(artifact.Id, file)] = () => new MemoryStream(SafeTensorsFile.HeaderOf(path));
        }
    }
}
