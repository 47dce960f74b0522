using System.Runtime.CompilerServices;

namespace Repro.Claims.Tests;

internal static class Repository
{
    public static string Root { get; } = Find();

    public static string ClaimsFolder => Path.Combine(Root, "claims");

    private static string Find([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
