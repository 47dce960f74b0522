using Repro.Claims;

namespace Repro.Experiments.Data;

/// <summary>
/// Reads a data set in the format of the papers' (P2 App. B): JSON lines, each <c>{"messages": [{"role": ..., "content": ...}, ...]}</c>,
/// plain or gzip. A byte order mark and blank lines at the end are tolerated.
/// </summary>
public static class ConversationFile
{
    private const string Shape = """{"messages": [{"role": "user", "content": "..."}, {"role": "assistant", "content": "..."}]}""";

    /// <summary>Reads a file; its first two bytes say whether it is gzip.</summary>
    /// <exception cref="InputException">Every mistake of the file, up to 20, with file, line, what is expected and what was got.</exception>
    public static IReadOnlyList<Conversation> Read(string path, ReadLimits? limits = null)
    {
        using var stream = InputFile.Open(path);
        return Read(stream, path, limits);
    }

    /// <summary>Reads unpacked bytes; <paramref name="name"/> stands in messages. Memory beyond the rows is bounded by the longest allowed line.</summary>
    /// <exception cref="InputException">As for a path.</exception>
    public static IReadOnlyList<Conversation> Read(Stream stream, string name, ReadLimits? limits = null)
    {
        limits ??= ReadLimits.Default;
        var mistakes = new Mistakes(name);
        var rows = new List<Conversation>();
        var lines = new LineReader(stream, limits);
        try
        {
            ReadRows(lines, limits, rows, mistakes);
        }
        catch (InvalidDataException mistake)
        {
            // Whatever else was found comes from the damage.
            throw InputFile.Damaged($"{name}:{lines.Number + 1}", mistake);
        }

        if (rows.Count == 0 && !mistakes.Any) mistakes.Add(1, $"the file is empty. Each line is {Shape}.");
        mistakes.Throw();
        return rows;
    }

    private static void ReadRows(LineReader lines, ReadLimits limits, List<Conversation> rows, Mistakes mistakes)
    {
        var blank = 0L;
        while (true)
        {
            switch (lines.Next())
            {
                case LineResult.End:
                    return;
                case LineResult.LineTooLong:
                    mistakes.Add(lines.Number, $"a line has at most {limits.MaxLineBytes} bytes; this one has more. The rest of the file was not read.");
                    return;
                case LineResult.FileTooLong:
                    mistakes.Add(lines.Number + 1, $"a file has at most {limits.MaxBytes} bytes, unpacked; this one has more. The rest was not read. Split it.");
                    return;
            }

            if (IsBlank(lines.Current.Span))
            {
                blank++;
                continue;
            }

            for (; blank > 0; blank--) mistakes.Add(lines.Number - blank, $"each line is {Shape}; this one is blank. Remove it.");
            if (rows.Count == limits.MaxRows)
            {
                mistakes.Add(lines.Number, $"a file has at most {limits.MaxRows} rows; this one has more. The rest was not read. Split it.");
                return;
            }

            if (ConversationReader.Read(lines.Current, lines.Number, mistakes) is { } row) rows.Add(row);
        }
    }

    private static bool IsBlank(ReadOnlySpan<byte> line) => line.IndexOfAnyExcept(" \t\r"u8) < 0;
}
