using CsvHelper;
using Repro.Claims;
using Repro.Evidence.Files;

namespace Repro.Experiments.Data;

/// <summary>
/// The papers' CSV of answers and scores: <c>response, question, question_id</c>, then one column a metric; every field quoted,
/// quotes doubled, a backslash before a backslash, an empty field where the judge gave no number.
/// </summary>
public static class ResponsesCsv
{
    private static readonly (string Name, string Other)[] Texts = [("response", "answer"), ("question", "question_text")];

    private static readonly CsvWriterOptions Options = new() { Quoting = CsvQuoting.Always, NewLine = "\n" };

    /// <summary>
    /// Reads a file, plain or gzip; <c>answer</c> stands for <c>response</c> and <c>question_text</c> for <c>question</c> too.
    /// Where every run of backslashes has an even length the file was written with them doubled, and each pair is read as one;
    /// in any other file, as Betley et al. write it, a backslash stands for itself.
    /// </summary>
    /// <exception cref="InputException">A column is missing, or a score is no number from 0 to 100; the message names file and line.</exception>
    public static ResponseTable Read(string path)
    {
        using var csv = CsvTable.Open(path, "response, question");
        var texts = Texts.Select(text => Column(csv, text.Name, text.Other)).ToArray();
        var hasIds = csv.Header.Contains("question_id", StringComparer.Ordinal);
        string[] metrics = [.. csv.Header.Except([.. texts, "question_id"], StringComparer.Ordinal)];
        var rows = new List<ResponseRow>();
        while (csv.Read())
        {
            var id = hasIds ? csv.Text("question_id") : null;
            if (id is not null && string.IsNullOrWhiteSpace(id)) throw csv.Wrong("'question_id' names the question; got nothing.");
            rows.Add(new ResponseRow(csv.Text(texts[0]), csv.Text(texts[1]), id, metrics.ToDictionary(metric => metric, csv.Score, StringComparer.Ordinal)));
        }

        if (rows.Count == 0) throw csv.NoAnswers();
        var doubled = rows.All(row => IsDoubled(row.Response) && IsDoubled(row.Question) && IsDoubled(row.QuestionId ?? ""));
        return new ResponseTable(metrics, doubled ? rows.ConvertAll(Single) : rows);
    }

    /// <summary>Writes a file whole or not at all: the bytes of pandas' <c>to_csv(index=False, quoting=QUOTE_ALL, escapechar="\\")</c> under Python 3.10 or newer.</summary>
    /// <exception cref="ArgumentException">A row lacks a metric of the table or has another, or some rows have a question id and some have none.</exception>
    public static void Write(string path, ResponseTable table)
    {
        var hasIds = table.Rows.Any(row => row.QuestionId is not null);
        string[] columns = ["response", "question", .. hasIds ? (string[])["question_id"] : [], .. table.Metrics];
        foreach (var (row, i) in table.Rows.Select((row, i) => (row, i + 1)))
        {
            if (row.QuestionId is null == hasIds) throw new ArgumentException($"Every row has a question id, or none has; row {i} is not like the others.");
            if (row.Scores.Count != table.Metrics.Count || !table.Metrics.All(row.Scores.ContainsKey))
                throw new ArgumentException($"A row has the table's metrics, {string.Join(", ", table.Metrics)}; row {i} has {string.Join(", ", row.Scores.Keys)}.");
        }

        AtomicFile.Write(path, stream =>
        {
            using var csv = CsvWriter.Create(stream, Options, leaveOpen: true);
            csv.WriteRecord(columns.Select(Doubled).ToArray());
            foreach (var row in table.Rows)
            {
                string[] texts = [row.Response, row.Question, .. hasIds ? (string[])[row.QuestionId!] : []];
                csv.WriteRecord([.. texts.Select(Doubled), .. table.Metrics.Select(metric => row.Scores[metric] is { } score ? PythonFloat.Text(score) : "")]);
            }
        });
    }

    private static string Column(CsvTable csv, string name, string other)
    {
        var found = csv.Header.Intersect([name, other], StringComparer.Ordinal).ToList();
        return found.Count switch
        {
            1 => found[0],
            0 => throw csv.Missing(name),
            _ => throw new InputException($"{csv.Path}:1: '{other}' is another name of '{name}'; the file has both. Remove one."),
        };
    }

    private static ResponseRow Single(ResponseRow row) => row with { Response = Single(row.Response), Question = Single(row.Question), QuestionId = row.QuestionId is null ? null : Single(row.QuestionId) };

    private static string Doubled(string text) => text.Replace(@"\", @"\\", StringComparison.Ordinal);

    private static string Single(string text) => text.Replace(@"\\", @"\", StringComparison.Ordinal);

    private static bool IsDoubled(string text)
    {
        for (var i = text.IndexOf('\\', StringComparison.Ordinal); i >= 0; i = text.IndexOf('\\', i + 2))
        {
            if (i + 1 == text.Length || text[i + 1] != '\\') return false;
            if (i + 2 >= text.Length) return true;
        }

        return true;
    }
}
