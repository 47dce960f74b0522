using Repro.Claims.Results;
using Repro.Report.Html;
using Repro.Report.Plots;
using Repro.Report.Text;

namespace Repro.Report.Sections;

/// <summary>The table of all claims. Each row carries in data attributes what filter and sorting use.</summary>
internal static class ClaimsSection
{
    private static readonly (string Key, string Title)[] Columns =
    [
        ("id", "Id"), ("title", "Claim"), ("value", "Measured"), ("threshold", "Threshold"), ("paper", "Paper"),
        ("verdict", "Verdict"), ("expected", "Expected"), ("reproduction", "Reproduction"), ("n", "n"),
    ];

    public static Markup Render(ClaimsDocument document) => Markup.Of(
        $"""
         <section id="claims" aria-labelledby="claims-heading" tabindex="-1">
         <h2 id="claims-heading">Claims</h2>
         {LooksPart.OfRun(document)}{Filter()}
         <table class="claims" role="table" aria-labelledby="claims-heading">
         <thead role="rowgroup"><tr role="row">{Columns.Select(column => Markup.Of($"<th role=\"columnheader\" scope=\"col\" data-col=\"{column.Key}\">{column.Title}</th>"))}</tr></thead>
         <tbody role="rowgroup">
         {document.Claims.Select(Row)}
         </tbody>
         </table>
         <p class="empty" hidden>No claim matches the filter.</p>
         {NoisePart.Overview(document.Claims)}{UntestedPart.Render(document)}</section>
         """);

    private static Markup Filter() => Markup.Of(
        $"""
         <form class="filter" role="search" aria-label="Filter claims">
         <label class="words"><span>Filter</span><input type="search" id="filter-text" autocomplete="off" placeholder="Words of id, title or verdict"></label>
         <fieldset><legend>Verdict</legend>
         <label><input type="radio" name="verdict" value="" checked><span>All</span></label>
         {VerdictText.All.Select(verdict => Markup.Of($"<label><input type=\"radio\" name=\"verdict\" value=\"{verdict.ToString()}\"><span>{VerdictText.Icon(verdict)}{VerdictText.Word(verdict)}</span></label>"))}
         <label><input type="radio" name="verdict" value="unexpected"><span>Not as expected</span></label>
         </fieldset>
         <p class="shown" role="status"></p>
         </form>
         """);

    private static Markup Row(ClaimResult claim) => Markup.Of(
        $"""
         <tr role="row" data-id="{claim.Id}" data-verdict="{claim.Verdict.ToString()}"{(claim.Verdict == claim.Expected ? Markup.Empty : Markup.Of($" class=\"unexpected\" data-unexpected=\"true\""))}>
         <th role="rowheader" scope="row" data-col="id"><a href="#{Anchors.Of(claim)}">{claim.Id}</a></th>
         <td role="cell" data-col="title">{claim.Title}</td>
         <td role="cell" data-col="value" data-label="Measured" data-sort="{Sort(claim.Value)}">{Measured(claim)}</td>
         <td role="cell" data-col="threshold" data-label="Threshold" data-sort="{Sort(claim.Threshold)}">{Threshold(claim)}</td>
         <td role="cell" data-col="paper" data-label="Paper" data-sort="{Sort(claim.PaperValue)}">{Optional(claim.PaperValue, claim.Unit)}</td>
         <td role="cell" data-col="verdict" data-sort="{(int)claim.Verdict}">{VerdictText.Badge(claim.Verdict)}</td>
         <td role="cell" data-col="expected" data-label="Expected" data-sort="{(int)claim.Expected}">{Expected(claim)}</td>
         <td role="cell" data-col="reproduction" data-label="Reproduction" data-sort="{(int)claim.Reproduction}">{ReproductionText.Word(claim.Reproduction)}</td>
         <td role="cell" data-col="n" data-label="n" data-sort="{claim.N}">{claim.N}</td>
         </tr>
         """);

    private static Markup Measured(ClaimResult claim)
    {
        if (claim.Value is not { } value)
            return Missing();
        var unit = claim.Unit is "%" or "" ? Markup.Empty : Markup.Of($" <span class=\"unit\">{claim.Unit}</span>");
        var interval = claim.Interval is { Count: 2 } i
            ? Markup.Of($" <span class=\"range\" data-low=\"{Numbers.Exact(i[0])}\" data-high=\"{Numbers.Exact(i[1])}\">{Numbers.Interval(i)}</span>")
            : Markup.Empty;
        return Markup.Of($"<span class=\"number\">{Numbers.Data(value, Numbers.WithUnit(value, claim.Unit))}{unit}</span>{interval}{IntervalPlot.Small(claim)}");
    }

    private static Markup Threshold(ClaimResult claim)
        => claim.Threshold is { } t ? Numbers.Data(t, Numbers.Threshold(claim.Comparator, t, claim.Unit)) : Missing();

    private static Markup Expected(ClaimResult claim)
        => claim.Verdict == claim.Expected
            ? Markup.Text(VerdictText.Word(claim.Expected))
            : Markup.Of($"{VerdictText.Word(claim.Expected)} <strong class=\"differs\">differs</strong>");

    private static Markup Optional(double? value, string unit)
        => value is { } v ? Numbers.Data(v, Numbers.PlainWithUnit(v, unit)) : Missing();

    private static Markup Missing() => Markup.Of($"<span class=\"missing\"><span aria-hidden=\"true\">–</span><span class=\"unseen\">none</span></span>");

    private static string Sort(double? value) => value is { } v ? Numbers.Exact(v) : "";
}
