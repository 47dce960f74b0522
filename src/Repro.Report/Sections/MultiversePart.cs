using Repro.Claims;
using Repro.Claims.Results;
using Repro.Report.Html;
using Repro.Report.Text;

namespace Repro.Report.Sections;

/// <summary>A claim under other analysis choices, folded away: each choice with its value, and a mark where the verdict is another.</summary>
internal static class MultiversePart
{
    public static Markup Render(ClaimResult claim) => claim.Multiverse is not { Count: > 0 } rows
        ? Markup.Empty
        : Markup.Of(
            $"""
             <details class="choices"><summary>Other analysis choices <span class="quiet">{rows.Count}, {Changed(claim, rows)}</span></summary>
             <table class="controls"><caption>The claim under other analysis choices</caption>
             <thead><tr><th scope="col">Choice</th><th scope="col">Value</th><th scope="col">Verdict</th></tr></thead>
             <tbody>{rows.Select(row => Row(claim, row))}</tbody>
             </table>
             </details>
             """);

    private static string Changed(ClaimResult claim, IReadOnlyList<MultiverseRow> rows) => rows.Count(row => row.Verdict != claim.Verdict) switch
    {
        0 => "none changes the verdict",
        1 => "1 changes the verdict",
        var many => $"{many} change the verdict",
    };

    private static Markup Row(ClaimResult claim, MultiverseRow row) => Markup.Of(
        $"<tr data-verdict=\"{row.Verdict.ToString()}\"><th scope=\"row\">{row.Choice}</th><td>{Value(claim, row.Value, row.Interval)}</td><td>{Verdict(claim, row.Verdict)}</td></tr>");

    /// <summary>A value in the claim's unit with its interval.</summary>
    internal static Markup Value(ClaimResult claim, double? measured, IReadOnlyList<double>? bounds)
    {
        if (measured is not { } value)
            return Markup.Of($"<span class=\"missing\">none</span>");
        var interval = bounds is { Count: 2 } i ? Markup.Of($" <span class=\"range\">{Numbers.Interval(i)}</span>") : Markup.Empty;
        return Markup.Of($"{Numbers.Data(value, Numbers.WithUnit(value, claim.Unit))}{interval}");
    }

    /// <summary>A verdict, marked where it is not the claim's.</summary>
    internal static Markup Verdict(ClaimResult claim, Verdict verdict) => verdict == claim.Verdict
        ? Markup.Of($"<span class=\"quiet\">{VerdictText.Word(verdict)}</span>")
        : Markup.Of($"{VerdictText.Badge(verdict)} <strong class=\"differs\">differs</strong>");
}
