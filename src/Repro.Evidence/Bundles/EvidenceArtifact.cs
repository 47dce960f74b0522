using Repro.Evidence.Store;

namespace Repro.Evidence.Bundles;

/// <summary>An artifact among the evidence: what it follows from, and those of its files that are here.</summary>
public sealed class EvidenceArtifact
{
    private readonly IEvidenceFiles files;
    private readonly IReadOnlySet<string> present;

    internal EvidenceArtifact(IEvidenceFiles files, IReadOnlySet<string> present, ArtifactManifest manifest)
    {
        this.files = files;
        this.present = present;
        Manifest = manifest;
    }

    /// <summary>64 hexadecimal digits.</summary>
    public string Id => Manifest.Id;

    /// <summary>What it follows from.</summary>
    public StageKey Key => Manifest.Key;

    internal ArtifactManifest Manifest { get; }

    /// <summary>Whether a file of it is here.</summary>
    public bool Has(string file) => present.Contains(EvidencePath.Artifact(Id, file));

    /// <summary>Opens a file of it.</summary>
    /// <exception cref="MissingEvidenceException">It is not here.</exception>
    public Stream Open(string file) => Open(EvidencePath.Artifact(Id, file), file);

    /// <summary>Opens the header of a file of weights, which is here where the weights are not.</summary>
    /// <exception cref="MissingEvidenceException">It is not here.</exception>
    public Stream OpenHeader(string file) => Open(EvidencePath.Header(Id, file), file);

    private Stream Open(string path, string file) => present.Contains(path) ? files.Open(path) : throw new MissingEvidenceException($"{file} of artifact {Id[..12]} ({Key.Stage}) is not here");
}
