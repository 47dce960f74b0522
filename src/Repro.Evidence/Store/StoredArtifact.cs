namespace Repro.Evidence.Store;

/// <summary>An artifact as a listing of the store shows it.</summary>
/// <param name="Id">64 hexadecimal digits.</param>
/// <param name="Folder">Where its files are.</param>
/// <param name="Key">What it follows from; null where its manifest cannot be read.</param>
/// <param name="Size">Bytes of its files, the manifest among them.</param>
/// <param name="Written">When it was finished (UTC).</param>
/// <param name="Fault">What is wrong with it; null where it is whole.</param>
public sealed record StoredArtifact(string Id, string Folder, StageKey? Key, long Size, DateTimeOffset Written, string? Fault)
{
    /// <summary>Ending of the stage of a part, see <see cref="ArtifactParts"/>.</summary>
    internal const string PartEnding = ".part";

    /// <summary>Id of the artifact that this one is a part of; null where it is none.</summary>
    public string? PartOf => Key is { Inputs: [var whole] } key && key.Stage.EndsWith(PartEnding, StringComparison.Ordinal) ? whole : null;

    internal static StoredArtifact Of(string folder)
    {
        var id = Path.GetFileName(folder);
        var (manifest, fault) = ArtifactManifest.Read(folder, id);
        var size = new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length);
        var manifestFile = new FileInfo(Path.Combine(folder, ArtifactName.Manifest));
        return new StoredArtifact(id, folder, manifest?.Key, size, new DateTimeOffset(manifestFile.Exists ? manifestFile.LastWriteTimeUtc : Directory.GetLastWriteTimeUtc(folder)), fault);
    }
}
