namespace Repro.Faults.Tests;

/// <summary>Where the repository is.</summary>
internal static class Places
{
    internal static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Repro.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
