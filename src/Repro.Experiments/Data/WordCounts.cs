namespace Repro.Experiments.Data;

/// <summary>How long texts are, in words between white space.</summary>
/// <param name="Mean">Words a text.</param>
/// <param name="Median">The middle text's; the mean of both where two are in the middle.</param>
/// <param name="Max">The longest text's.</param>
public sealed record WordCounts(double Mean, double Median, int Max)
{
    /// <summary>Counts; null for no text.</summary>
    public static WordCounts? Of(IEnumerable<string> texts)
    {
        var counts = texts.Select(Words).Order().ToList();
        return counts.Count == 0 ? null : new WordCounts(counts.Average(), (counts[(counts.Count - 1) / 2] + counts[counts.Count / 2]) / 2.0, counts[^1]);
    }

    private static int Words(string text)
    {
        var (words, inside) = (0, false);
        foreach (var character in text)
        {
            var letter = !char.IsWhiteSpace(character);
            if (letter && !inside) words++;
            inside = letter;
        }

        return words;
    }
}
