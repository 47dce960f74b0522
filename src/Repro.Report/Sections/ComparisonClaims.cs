using Repro.Claims;
using Repro.Evidence.Comparisons;
using Repro.Report.Html;
using Repro.Report.Text;

namespace Repro.Report.Sections;

/// <summary>The table of all claims on both sides. Rows carry what the filter and the sorting of the report use.</summary>
internal static class ComparisonClaims
{
    private static readonly (string Key, string Title)[] Columns = [("id", "Id"), ("title", "Claim"), ("value", "A"), ("value", "B"), ("threshold", "B \u2212 A"), ("verdict", "Verdict"), ("n", "Approved result")];

    public static Markup Render(IReadOnlyList<ClaimComparison> claims) => Markup.Of(
        $"""
         <section id="claims" aria-labelledby="claims-heading" tabindex="-1">
         <h2 id="claims-heading">Claims</h2>
         <form class="filter" role="search" aria-label="Filter claims">
         <label class="words"><span>Filter</span><input type="search" id="filter-text" autocomplete="off" placeholder="Words of id, title or verdict"></label>
         <fieldset><legend>Verdict</legend>
         <label><input type="radio" name="verdict" value="" checked><span>All</span></label>
         <label><input type="radio" name="verdict" value="unexpected"><span>Changed</span></label>
         </fieldset>
         <p class="shown" role="status"></p>
         </form>
         <table class="claims" role="table" aria-labelledby="claims-heading">
         <thead role="rowgroup"><tr role="row">{Columns.Select(column => Markup.Of($"<th role=\"columnheader\" scope=\"col\" data-col=\"{column.Key}\">{column.Title}</th>"))}</tr></thead>
         <tbody role="rowgroup">
         {claims.Select(Row)}
         </tbody>
         </table>
         <p class="empty" hidden>No claim matches the filter.</p>
         {claims.Select(Amended)}
         </section>
         """);

    private static Markup Row(ClaimComparison claim) => Markup.Of(
        $"""
         <tr role="row" data-id="{claim.Id}"{(claim.VerdictChanged ? Markup.Of($" class=\"unexpected\" data-unexpected=\"true\"") : Markup.Empty)}>
         <th role="rowheader" scope="row" data-col="id">{claim.Id}</th>
         <td role="cell" data-col="title">{claim.Title}{(claim.Amended.Count > 0 ? Markup.Of($" <strong class=\"differs\">amended</strong>") : Markup.Empty)}</td>
         <td role="cell" data-col="value" data-label="A" data-sort="{Sort(claim.A?.Value)}">{Value(claim.A, claim.Unit)}</td>
         <td role="cell" data-col="value" data-label="B" data-sort="{Sort(claim.B?.Value)}">{Value(claim.B, claim.Unit)}</td>
         <td role="cell" data-label="B {"\u2212"} A" data-sort="{Sort(claim.Difference?.Value)}">{Difference(claim)}</td>
         <td role="cell" data-col="verdict">{Verdicts(claim)}</td>
         <td role="cell" data-label="Approved result">{(claim.Reproduction is { } reproduction ? ReproductionText.Word(reproduction) : "none compared")}</td>
         </tr>
         """);

    private static Markup Value(ComparedClaim? claim, string unit)
        => claim?.Value is not { } value ? Markup.Of($"<span class=\"missing\">{(claim is null ? "absent" : "none")}</span>")
            : Markup.Of($"<span class=\"number\">{Numbers.Data(value, Numbers.WithUnit(value, unit))}</span>{(claim.Interval is { Count: 2 } interval ? Markup.Of($" <span class=\"range\">{Numbers.Interval(interval)}</span>") : Markup.Empty)}");

    private static Markup Difference(ClaimComparison claim)
    {
        if (claim.Difference is not { } change) return Markup.Of($"<span class=\"missing\">none</span>");
        var interval = change.Interval is { } ends ? Markup.Of($" <span class=\"range\">{Numbers.Interval(ends)}</span>") : Markup.Empty;
        return Markup.Of($"<span class=\"number\">{Numbers.Data(change.Value, Numbers.WithUnit(change.Value, claim.Unit))}</span>{interval} <span class=\"quiet\">{How(change)}</span>");
    }

    private static string How(ValueChange change) => change switch
    {
        { How: "paired" } => $"{change.Pairs} pairs",
        { How: "equal" } => "equal",
        { How: "independent" } => "independent answers",
        { Overlap: true } => "intervals overlap",
        { Overlap: false } => "intervals apart",
        _ => "",
    };

    private static Markup Verdicts(ClaimComparison claim) => claim.VerdictChanged
        ? Markup.Of($"{Verdict(claim.A)} <span aria-hidden=\"true\">→</span><span class=\"unseen\">became</span> {Verdict(claim.B)}")
        : Verdict(claim.A);

    private static Markup Verdict(ComparedClaim? claim) => claim is null ? Markup.Of($"<span class=\"missing\">absent</span>") : VerdictText.Badge(claim.Verdict);

    private static Markup Amended(ClaimComparison claim) => claim.Amended.Count == 0 ? Markup.Empty : Markup.Of(
        $"""
         <div class="scroll" tabindex="0" role="region" aria-label="{claim.Id} in both versions">
         <table class="controls amended"><caption>{claim.Id} is another claim in B</caption>
         <thead><tr><th scope="col">Field</th><th scope="col">In A</th><th scope="col">In B</th></tr></thead>
         <tbody>{claim.Amended.Select(change => Markup.Of($"<tr><th scope=\"row\">{change.Field}</th><td>{change.Was}</td><td>{change.Now}</td></tr>"))}</tbody>
         </table></div>
         """);

    private static string Sort(double? value) => value is { } v ? Numbers.Exact(v) : "";
}
