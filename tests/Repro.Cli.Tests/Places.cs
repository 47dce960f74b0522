namespace Repro.Cli.Tests;

/// <summary>Where the repository is, and the folder of shared material beside it.</summary>
internal static class Places
{
    internal static string Root { get; } = FindRoot();

    internal static string Shared { get; } = Environment.GetEnvironmentVariable("REPRO_SHARED") ?? Path.GetFullPath(Path.Combine(Root, "..", "shared"));

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Repro.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
