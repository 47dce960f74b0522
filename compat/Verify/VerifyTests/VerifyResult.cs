namespace VerifyTests;

/// <summary>A snapshot that held.</summary>
public sealed class VerifyResult
{
    private readonly IReadOnlyList<FilePair> files;

    internal VerifyResult(IReadOnlyList<FilePair> files, object? target)
    {
        this.files = files;
        Target = target;
    }

    public object? Target { get; }

    public string Text => File.ReadAllText(files.Single().VerifiedPath);

    public IEnumerable<string> Files => files.Select(pair => pair.VerifiedPath);
}
