using System.Globalization;
using Repro.Report.Html;

namespace Repro.Report.Figures.Svg;

/// <summary>Numbers and texts in SVG, whose true widths nobody knows before a viewer draws them.</summary>
internal static class SvgText
{
    /// <summary>A coordinate.</summary>
    public static string N(double value) => (Math.Round(value, 2) + 0.0).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A value on an axis or in a tooltip.</summary>
    public static string Value(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>Text as XML may hold it.</summary>
    public static Markup Of(string plain) => Markup.Text(string.Concat(plain.Select(c => c is '\uFFFE' or '\uFFFF' ? '\uFFFD' : c)));

    /// <summary>Width of a text in pixels, rather too much than too little.</summary>
    public static double Width(string text, double size) => size * text.Sum(c => c < 0x2E80 ? 0.58 : 1.05);

    /// <summary>The text, cut where it is wider than <paramref name="limit"/>.</summary>
    public static string Cut(string text, double size, double limit)
    {
        if (Width(text, size) <= limit) return text;
        var kept = text.Length;
        while (kept > 1 && Width(text[..kept], size) + size > limit) kept--;
        if (char.IsHighSurrogate(text[kept - 1])) kept--;
        return text[..kept] + "…";
    }

    /// <summary>The text in lines no wider than <paramref name="limit"/>, divided at spaces.</summary>
    public static IReadOnlyList<string> Lines(string text, double size, double limit)
    {
        var lines = new List<string>();
        foreach (var word in text.Split(' '))
        {
            if (lines.Count > 0 && Width($"{lines[^1]} {word}", size) <= limit) lines[^1] += $" {word}";
            else lines.Add(word);
        }

        return [.. lines.Select(line => Cut(line, size, limit))];
    }
}
