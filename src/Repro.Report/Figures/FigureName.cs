using System.Text;
using Repro.Evidence.Files;

namespace Repro.Report.Figures;

/// <summary>File names of figures: small letters, digits and '-', so that no id of a figure leads out of its folder or differs in case alone.</summary>
internal static class FigureName
{
    private const int Longest = 80;

    /// <summary>The id where it is such a name; otherwise what is left of it and eight digits of its hash.</summary>
    public static string Of(string figure)
    {
        if (figure.Length is > 0 and <= Longest && figure[0] != '-' && figure.All(Plain)) return figure;
        var left = new StringBuilder();
        foreach (var c in figure.Select(char.ToLowerInvariant).Select(c => Plain(c) ? c : '-'))
            if (c != '-' || (left.Length > 0 && left[^1] != '-')) left.Append(c);
        var stem = left.ToString()[..Math.Min(left.Length, Longest)].Trim('-');
        return $"{(stem.Length == 0 ? "figure" : stem)}-{Sha256.OfText(figure)[..8]}";
    }

    private static bool Plain(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-';
}
