namespace Repro.Evidence.Store;

/// <summary>Where a stage puts its files. Nothing is visible to others until the whole artifact is.</summary>
public sealed class ArtifactWriter
{
    private readonly string folder;

    internal ArtifactWriter(string folder) => this.folder = folder;

    /// <summary>Path for the file or folder <paramref name="name"/>, such as <c>model/model.safetensors</c>; its parent folder exists.</summary>
    /// <exception cref="Repro.Claims.InputException">The name would lead out of the artifact.</exception>
    public string PathOf(string name)
    {
        var path = Path.Combine(folder, ArtifactName.Check(name));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }

    /// <summary>Opens a new file to write to.</summary>
    public Stream Create(string name) => new FileStream(PathOf(name), FileMode.CreateNew, FileAccess.Write, FileShare.None);

    /// <summary>Writes a whole text file as UTF-8.</summary>
    public void WriteText(string name, string text) => File.WriteAllText(PathOf(name), text);
}
