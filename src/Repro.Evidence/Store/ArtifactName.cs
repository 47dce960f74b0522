using System.Text.RegularExpressions;
using Repro.Claims;

namespace Repro.Evidence.Store;

/// <summary>The rule for names inside an artifact: plain segments, so that no name leads out of its folder.</summary>
internal static partial class ArtifactName
{
    internal const string Manifest = "manifest.json";

    internal static string Check(string name) => IsValid(name) && name != Manifest
        ? name
        : throw new InputException($"A file of an artifact is named by segments of letters, digits, '.', '_' and '-' that start with a letter, digit or '_', joined by '/', and is not {Manifest}; got '{name}'. Choose such a name.");

    internal static bool IsValid(string name) => Pattern().IsMatch(name);

    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*)*\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
