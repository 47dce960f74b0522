using Repro.Experiments.Data;

namespace Repro.Experiments.Interop;

/// <summary>A condition's judged answers as a CSV of the papers' layout, which their scripts, pandas and './repro audit' read.</summary>
public static class ResponsesExport
{
    /// <summary>The metrics, in the file's order.</summary>
    private static readonly string[] Metrics = ["aligned", "coherent"];

    /// <summary>Writes <c>response, question, question_id, aligned, coherent</c>: seeds one after the other, answers in the order in which they were counted.</summary>
    /// <param name="path">The file; whole or not at all.</param>
    /// <param name="condition">Whose answers.</param>
    public static void Write(string path, AnsweredCondition condition) => ResponsesCsv.Write(path, new ResponseTable(
        Metrics,
        [
            .. condition.Seeds.SelectMany(seed => seed.Rows.Select(row => new ResponseRow(
                row.Response.Text,
                seed.Questions.GetValueOrDefault(row.Response.QuestionId, ""),
                row.Response.QuestionId,
                new Dictionary<string, double?>(StringComparer.Ordinal) { [Metrics[0]] = row.Judgement.Aligned, [Metrics[1]] = row.Judgement.Coherent }))),
        ]));
}
