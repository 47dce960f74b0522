using System.Text;
using Repro.Claims;
using Repro.Experiments.Data;

namespace Repro.Experiments.Published;

/// <summary>A CSV of judged answers in any of the papers' forms. Texts are not kept.</summary>
/// <param name="Rows">The scores.</param>
/// <param name="Judge">The judge that a column names, or null.</param>
internal sealed record JudgedFile(IReadOnlyList<ScoreRow> Rows, string? Judge)
{
    private const int MaxHeader = 1 << 16;
    private static readonly string[] Scores = ["aligned", "coherent"];
    private static readonly string[] Questions = ["question_id", "question", "question_text"];
    private static readonly string[] Answers = ["response", "answer"];
    private static readonly string[] Samples = ["sample", "sample_index", "sample_id"];
    private static readonly string[] Judges = ["judge", "judge_model"];

    /// <summary>By its first line: true for judged answers, false for answers without scores, null for any other table.</summary>
    public static bool? IsJudged(string path)
    {
        var columns = FirstLine(path).TrimStart('\uFEFF').Split(',').Select(c => c.Trim().Trim('"')).ToHashSet(StringComparer.Ordinal);
        return Scores.Any(columns.Contains) ? true : Answers.Any(columns.Contains) && Questions.Any(columns.Contains) ? false : null;
    }

    /// <summary>Reads it, plain or gzip.</summary>
    /// <exception cref="InputException">A column is missing, a score is no number from 0 to 100, a sample of a question stands twice, or two judges scored; names file and line.</exception>
    public static JudgedFile Read(string path)
    {
        using var csv = CsvTable.Open(path, "question_id, aligned, coherent");
        foreach (var column in Scores) if (!csv.Header.Contains(column, StringComparer.Ordinal)) throw csv.Missing(column);
        var question = First(csv, Questions) ?? throw csv.Missing(Questions[0]);
        var (sample, judge) = (First(csv, Samples), First(csv, Judges));
        var (rows, seen, name) = (new List<ScoreRow>(), new Dictionary<(string, string), int>(), (string?)null);
        for (var row = 1; csv.Read(); row++)
        {
            var id = csv.Text(question);
            if (string.IsNullOrWhiteSpace(id)) throw csv.Wrong($"'{question}' names the question; got nothing.");
            if (sample is not null && !seen.TryAdd((id, csv.Text(sample)), row))
                throw csv.Wrong($"a sample of a question stands once; {sample} {csv.Text(sample)} of '{id}' is answer {seen[(id, csv.Text(sample))]} of the file already. Remove one of them.");
            if (judge is not null && (name ??= csv.Text(judge)) != csv.Text(judge))
                throw csv.Wrong($"one judge scores a file; above it is '{name}', here '{csv.Text(judge)}'. Make a file for each judge.");
            rows.Add(new ScoreRow(id, csv.Score("aligned"), csv.Score("coherent"), null));
        }

        return rows.Count > 0 ? new JudgedFile(rows, name) : throw csv.NoAnswers();
    }

    private static string? First(CsvTable csv, string[] names) => names.FirstOrDefault(n => csv.Header.Contains(n, StringComparer.Ordinal));

    private static string FirstLine(string path)
    {
        using var stream = InputFile.Open(path);
        var bytes = new byte[MaxHeader];
        try
        {
            var text = bytes.AsSpan(0, stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
            return Encoding.UTF8.GetString(text.IndexOfAny((byte)'\n', (byte)'\r') is var end and >= 0 ? text[..end] : text);
        }
        catch (InvalidDataException mistake)
        {
            throw InputFile.Damaged(path, mistake);
        }
    }
}
