namespace Repro.Experiments.Tests;

/// <summary>A folder of its own for one test, removed after it.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("repro-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
