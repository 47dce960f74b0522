using System.Text.RegularExpressions;

namespace Repro.Core.Tokenization.Splitting;

/// <summary>
/// Which patterns mean the same in .NET as in Oniguruma, the expressions of Hugging Face's core: literals in ASCII, lists, \s \S \r \n
/// \t, general categories, groups, looking around, and plain quantifiers. Anchors, possessive quantifiers, nested lists, \w, \d and \b differ.
/// One difference stays: without case, Oniguruma takes ſ for an s.
/// </summary>
internal static partial class PatternCheck
{
    private static readonly string[] Groups = ["(?:", "(?i:", "(?=", "(?!", "(?<=", "(?<!"];

    /// <summary>The first thing that is not supported, or null.</summary>
    public static string? Unsupported(string pattern)
    {
        var inList = false;
        for (var i = 0; i < pattern.Length;)
        {
            var length = pattern[i] == '\\' ? Escape().Match(pattern[i..]).Length : inList ? Listed(pattern, i) : Item(pattern, i);
            if (length == 0) return $"'{pattern[i..Math.Min(pattern.Length, i + 12)]}'";
            inList = inList ? pattern[i] != ']' : pattern[i] == '[';
            i += length;
        }

        try
        {
            _ = new Regex(pattern, RegexOptions.CultureInvariant);
            return null;
        }
        catch (ArgumentException)
        {
            return "a fault";
        }
    }

    private static int Item(string pattern, int at)
    {
        switch (pattern[at])
        {
            case '[':
                var head = pattern[at..].StartsWith("[^", StringComparison.Ordinal) ? 2 : 1;
                return at + head < pattern.Length && pattern[at + head] != ']' ? head : 0; // a list that begins with ']' differs
            case '(':
                return pattern[at..].StartsWith("(?", StringComparison.Ordinal) ? Groups.FirstOrDefault(pattern[at..].StartsWith)?.Length ?? 0 : 1;
            case ')' or '|' or '.':
                return 1;
            case '?' or '*' or '+' or '{':
                return Quantifier().Match(pattern[at..]).Length;
            case '^' or '$' or ']' or '}':
                return 0;
            default:
                return char.IsBetween(pattern[at], ' ', '~') ? 1 : 0;
        }
    }

    private static int Listed(string pattern, int at) =>
        pattern[at] == '[' || pattern[at..].StartsWith("&&", StringComparison.Ordinal) || !char.IsBetween(pattern[at], ' ', '~') ? 0 : 1;

    [GeneratedRegex(@"^\\(?:[srntS]|[pP]\{(?:L[ultmo]?|M[nce]?|N[dlo]?|P[cdseifo]?|S[mcko]?|Z[slp]?|C[cfo]?)\}|[!-/:-@[-^`{-~])")]
    private static partial Regex Escape();

    /// <summary>Greedy or lazy; with a further sign behind it, it would be possessive in one of the two.</summary>
    [GeneratedRegex(@"^(?:[?*+]|\{[0-9]+(?:,[0-9]*)?\})\??(?![?*+{])")]
    private static partial Regex Quantifier();
}
