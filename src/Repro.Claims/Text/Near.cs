namespace Repro.Claims.Text;

/// <summary>Names near a mistyped one, for error messages.</summary>
public static class Near
{
    /// <summary>At most three names within an edit distance of 2 (1 for a short word, a third of a long one), nearest first.</summary>
    public static IReadOnlyList<string> Of(string word, IEnumerable<string> names) =>
        [.. names.Select(n => (Name: n, Distance: Distance(word.ToLowerInvariant(), n.ToLowerInvariant())))
            .Where(x => x.Distance <= (word.Length < 4 ? 1 : Math.Max(2, word.Length / 3)))
            .OrderBy(x => x.Distance).ThenBy(x => x.Name, StringComparer.Ordinal)
            .Take(3).Select(x => x.Name)];

    /// <summary><c> Did you mean 'a' or 'b'?</c>, or nothing when no name is near.</summary>
    public static string Hint(string word, IEnumerable<string> names)
    {
        var near = Of(word, names);
        return near.Count == 0 ? "" : $" Did you mean {string.Join(" or ", near.Select(n => $"'{n}'"))}?";
    }

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }
        return row[b.Length];
    }
}
