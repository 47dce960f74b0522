using System.Text;

namespace Repro.Claims.Calibrating;

/// <summary>The calibration as Markdown, and its place in a document.</summary>
public static class CalibrationText
{
    /// <summary>The line before the generated part of a document.</summary>
    public const string Begin = "<!-- ./repro calibrate writes from here -->";

    /// <summary>The line behind it.</summary>
    public const string End = "<!-- to here -->";

    /// <summary>One table an estimand: errors where the truth stands on the threshold, verdicts where it does not.</summary>
    public static string Markdown(IReadOnlyList<CalibrationRow> rows)
    {
        var text = new StringBuilder();
        var ours = rows.Where(r => r.Kind == CalibrationKind.Ours).ToList();
        text.Append($"{ours.Count} rows of ours, {ours.Count(r => !r.Holds)} above their bound; {ours.Sum(r => (long)r.Worlds):#,0} worlds, {Each(rows)} a row. ");
        text.Append("Rates in % of worlds; bound = 5 % + 3 standard errors of a rate of 5 %.\n");
        foreach (var estimand in rows.GroupBy(r => r.Estimand))
        {
            text.Append($"\n### {char.ToUpperInvariant(estimand.Key[0])}{estimand.Key[1..]}\n\n");
            text.Append("| worlds | method | | Supported | Refuted | bound |\n|---|---|---|---|---|---|\n");
            foreach (var row in estimand)
                text.Append($"| {row.World} | {row.Method} | {Name(row)} | {100 * row.Supported:0.0} | {100 * row.Refuted:0.0} | {(row.Kind == CalibrationKind.Ours ? $"{100 * row.Bound:0.0}" : "")} |\n");
        }
        return text.ToString();
    }

    /// <summary>The document with its generated part replaced.</summary>
    /// <param name="document">A text that holds <see cref="Begin"/> and <see cref="End"/>.</param>
    /// <param name="rows">What to write between them.</param>
    /// <param name="name">What the document is called in messages.</param>
    /// <exception cref="InputException">The document lacks one of the two lines.</exception>
    public static string Replace(string document, IReadOnlyList<CalibrationRow> rows, string name)
    {
        int begin = document.IndexOf(Begin, StringComparison.Ordinal), end = document.IndexOf(End, StringComparison.Ordinal);
        return begin >= 0 && end > begin
            ? $"{document[..(begin + Begin.Length)]}\n\n{Markdown(rows)}\n{document[end..]}"
            : throw new InputException($"{name}: the calibration is written between the lines '{Begin}' and '{End}', in this order; one of them is missing. Add both.");
    }

    private static string Each(IReadOnlyList<CalibrationRow> rows)
    {
        int least = rows.Select(r => r.Worlds).DefaultIfEmpty().Min(), most = rows.Select(r => r.Worlds).DefaultIfEmpty().Max();
        return least == most ? $"{most:#,0}" : $"{least:#,0} to {most:#,0}";
    }

    private static string Name(CalibrationRow row) => row.Kind switch
    {
        CalibrationKind.Ours => row.Holds ? "ours, holds" : "**ours, FAILS**",
        CalibrationKind.Naive => "not used",
        CalibrationKind.Beyond => "ours, beyond its range",
        _ => "power",
    };
}
