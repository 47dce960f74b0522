using System.Reflection;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Repro.Compat.Tests;

/// <summary>Where things are, and which of the two TorchSharps is under test.</summary>
internal static class Setup
{
    public static string Root { get; } =
        typeof(Setup).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepoRoot").Value!;

    public static string Shared { get; } = Environment.GetEnvironmentVariable("REPRO_SHARED") ?? Path.Combine(Root, "..", "shared");

    public static string Library { get; } = Path.Combine(AppContext.BaseDirectory, "libreprotorch.so");

#if COMPAT
    public static void RequireCompat()
    {
    }
#else
    public static void RequireCompat() => Skip.If(true, "the TorchSharp package is in use, not compat/TorchSharp");
#endif
}
