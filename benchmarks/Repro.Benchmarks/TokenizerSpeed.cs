using System.Diagnostics;
using System.Text;
using Repro.Core.Random;
using Repro.Core.Tokenization;

namespace Repro.Benchmarks;

/// <summary>
/// How fast text becomes ids, in megabytes of UTF-8 a second on one thread: this repository's own code and prose with an empty cache
/// and with a full one, and words that occur once only, which no cache helps.
/// </summary>
internal static class TokenizerSpeed
{
    public static IEnumerable<(string Row, Speed Speed)> Measure(string path, string folder, int turns)
    {
        var own = Own(folder);
        var lines = own.Split('\n');
        var draws = new CounterRandom(StreamKey.Of(1, "tokenizer speed"));
        draws.Shuffle(lines.AsSpan());
        var mixed = own + string.Join('\n', lines);
        var unique = Unique(draws, own.Length / 2);
        foreach (var text in new[] { mixed, unique }) _ = Tokenizer.Load(path).Encode(text); // the code is compiled and warm, the caches below are not
        yield return ("own text, cache empty", Median(turns, mixed, () => Tokenizer.Load(path)));
        var full = Tokenizer.Load(path);
        _ = full.Encode(mixed);
        yield return ("own text, cache full", Median(turns, mixed, () => full));
        yield return ("words that occur once", Median(turns, unique, () => Tokenizer.Load(path)));
    }

    private static string Own(string folder)
    {
        string[] parts = ["src", "tests", "docs", "benchmarks", "compat"];
        var files = parts.SelectMany(p => Directory.EnumerateFiles(Path.Combine(folder, p), "*", SearchOption.AllDirectories))
            .Where(f => Path.GetExtension(f) is ".cs" or ".md" or ".js" && !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal) && !f.Contains("/node_modules/", StringComparison.Ordinal));
        return string.Join('\n', files.Order(StringComparer.Ordinal).Select(File.ReadAllText));
    }

    private static string Unique(CounterRandom draws, int length)
    {
        var text = new StringBuilder(length + 20);
        while (text.Length < length)
        {
            text.Append(' ');
            for (var left = 4 + draws.Next(9); left > 0; left--) text.Append((char)('a' + draws.Next(26)));
        }

        return text.ToString();
    }

    private static Speed Median(int turns, string text, Func<Tokenizer> tokenizer)
    {
        var megabytes = Encoding.UTF8.GetByteCount(text) / 1e6;
        var speeds = new List<Speed>();
        for (var turn = 0; turn < turns; turn++)
        {
            var one = tokenizer();
            var (start, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            _ = one.Encode(text);
            speeds.Add(new Speed(megabytes / Stopwatch.GetElapsedTime(start).TotalSeconds, megabytes / (Environment.CpuUsage.TotalTime - cpu).TotalSeconds));
        }

        return new Speed(BenchRow.Median([.. speeds.Select(s => s.Wall)]), BenchRow.Median([.. speeds.Select(s => s.Cpu)]));
    }
}
