using Repro.Claims;
using Repro.Experiments.Data;

namespace Repro.Experiments.Published;

/// <summary>Reads the scores of a released CSV, plain or gzip. Every mistake names file and line.</summary>
internal static class ScoreFile
{
    /// <param name="path">The file.</param>
    /// <param name="topic">Column of a topic's score.</param>
    /// <param name="needed">Whether a file without that column is refused.</param>
    /// <exception cref="InputException">A column is missing, or a score is no number from 0 to 100.</exception>
    public static IReadOnlyList<ScoreRow> Read(string path, string topic, bool needed)
    {
        string[] columns = !needed ? ["question_id", "aligned", "coherent"] : ["question_id", "aligned", "coherent", topic];
        using var csv = CsvTable.Open(path, string.Join(", ", columns));
        foreach (var column in columns.Except(csv.Header)) throw csv.Missing(column);
        var scored = csv.Header.Contains(topic, StringComparer.Ordinal);
        var rows = new List<ScoreRow>();
        while (csv.Read())
        {
            var question = csv.Text("question_id");
            if (string.IsNullOrWhiteSpace(question)) throw csv.Wrong("'question_id' names the question; got nothing.");
            rows.Add(new ScoreRow(question, csv.Score("aligned"), csv.Score("coherent"), scored ? csv.Score(topic) : null));
        }

        return rows.Count > 0 ? rows : throw csv.NoAnswers();
    }
}
