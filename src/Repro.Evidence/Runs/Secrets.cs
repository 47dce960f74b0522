using System.Text.RegularExpressions;

namespace Repro.Evidence.Runs;

/// <summary>What must never be written down: what variables named like secrets hold, wherever it stands, and what stands before the @ of a URL.</summary>
internal static partial class Secrets
{
    private const string Hidden = "***";
    private const int Shortest = 6; // a shorter value would be found in innocent words

    private static readonly string[] Words = ["KEY", "TOKEN", "SECRET", "PASSWORD", "PASSWD", "CREDENTIAL", "AUTH"];

    /// <summary>Whether a variable or an option is named like a secret.</summary>
    internal static bool IsNamed(string name) => Words.Any(w => name.Contains(w, StringComparison.OrdinalIgnoreCase));

    /// <summary>The text with every secret replaced by ***.</summary>
    internal static string Hide(string text, IReadOnlyDictionary<string, string> environment)
    {
        foreach (var secret in environment.Where(v => v.Value.Length >= Shortest && IsNamed(v.Key)).Select(v => v.Value).OrderByDescending(v => v.Length)) text = text.Replace(secret, Hidden, StringComparison.Ordinal);
        return UserInfo().Replace(text, Hidden);
    }

    [GeneratedRegex(@"(?<=[A-Za-z][A-Za-z0-9+.-]{0,20}://)[^/@\s]+(?=@)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex UserInfo();
}
