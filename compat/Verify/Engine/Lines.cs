using System.Text;

namespace VerifyTests.Engine;

/// <summary>Line edits that keep whether the text ends with a newline.</summary>
internal static class Lines
{
    public static void Remove(StringBuilder text, Func<string, bool> remove) => Replace(text, line => remove(line) ? null : line);

    public static void RemoveEmpty(StringBuilder text)
    {
        Remove(text, string.IsNullOrWhiteSpace);
        if (text.Length > 0 && text[^1] == '\n')
            text.Length--;
    }

    /// <summary>Replaces each line; null removes it.</summary>
    public static void Replace(StringBuilder text, Func<string, string?> replace)
    {
        var all = text.ToString();
        using var reader = new StringReader(all);
        text.Clear();
        while (reader.ReadLine() is { } line)
        {
            if (replace(line) is { } kept)
                text.Append(kept).Append('\n');
        }

        if (text.Length > 0 && !all.EndsWith('\n'))
            text.Length--;
    }
}
