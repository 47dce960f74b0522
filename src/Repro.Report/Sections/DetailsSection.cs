using Repro.Claims.Results;
using Repro.Evidence.Runs;
using Repro.Report.Html;
using Repro.Report.Plots;
using Repro.Report.Text;

namespace Repro.Report.Sections;

/// <summary>The evidence, one article a claim: why this verdict, the interval, the controls, the curves, the answers.</summary>
internal static class DetailsSection
{
    public static Markup Render(RunDocument run) => Markup.Of(
        $"""
         <section id="details" aria-labelledby="details-heading" tabindex="-1">
         <h2 id="details-heading">Evidence</h2>
         {run.Claims.Claims.Select(claim => Article(claim, run))}
         </section>
         """);

    private static Markup Article(ClaimResult claim, RunDocument run) => Markup.Of(
        $"""
         <article class="claim{(claim.Verdict == claim.Expected ? "" : " unexpected")}" id="{Anchors.Of(claim)}" tabindex="-1" aria-labelledby="{Anchors.Of(claim)}-heading">
         <header>
         <h3 id="{Anchors.Of(claim)}-heading"><a class="id" href="#{Anchors.Of(claim)}">{claim.Id}</a> {claim.Title}</h3>
         <p class="outcome">{VerdictText.Badge(claim.Verdict)}{Outcome(claim)}{FamilyPart.Render(claim)}{AmendedPart.Mark(claim.Id, run.Amendments)}</p>
         {(claim.Statement is null ? Markup.Empty : Markup.Of($"<p class=\"statement\">{claim.Statement}</p>"))}
         </header>
         <div class="columns">
         <div>
         {Answer(claim)}
         {(claim.Reason is null ? Markup.Empty : Markup.Of($"<p class=\"reason\">{claim.Reason}</p>"))}
         {IntervalPlot.Full(claim)}{SeedsPart.Render(claim)}
         {Controls(claim)}{MultiversePart.Render(claim)}{NoisePart.Render(claim)}{AmendedPart.Versions(claim.Id, run.Amendments)}
         {FiguresSection.OfClaim(claim.Id, run.Curves)}
         </div>
         {Facts(claim)}
         </div>
         {SamplesPart.Render(claim.Id, run.Samples)}
         </article>
         """);

    private static Markup Outcome(ClaimResult claim)
        => claim.Verdict == claim.Expected
            ? Markup.Of($"<span class=\"quiet\">as expected</span>")
            : Markup.Of($"<strong class=\"differs\">expected {VerdictText.Word(claim.Expected)}</strong>");

    private static Markup Answer(ClaimResult claim)
    {
        if (claim.Value is not { } value)
            return Markup.Empty;
        var unit = claim.Unit is "%" or "" ? Markup.Empty : Markup.Of($" <span class=\"unit\">{claim.Unit}</span>");
        var interval = claim.Interval is { Count: 2 } i ? Markup.Of($" <span class=\"range\">{Numbers.Interval(i)}</span>") : Markup.Empty;
        return Markup.Of($"<p class=\"answer\">{Numbers.Data(value, Numbers.WithUnit(value, claim.Unit))}{unit}{interval}</p>");
    }

    private static Markup Controls(ClaimResult claim)
        => claim.Controls.Count == 0
            ? Markup.Empty
            : Markup.Of(
                $"""
                 <table class="controls"><caption>Controls</caption>
                 <thead><tr><th scope="col">Control</th><th scope="col">Value</th><th scope="col">Outcome</th></tr></thead>
                 <tbody>{claim.Controls.Select(control => Markup.Of($"<tr><th scope=\"row\">{control.Name}</th><td>{Value(control.Value)}</td><td>{Passed(control.Passed)}</td></tr>"))}</tbody>
                 </table>
                 """);

    private static Markup Value(double? value)
        => value is { } v ? Numbers.Data(v, Numbers.Short(v)) : Markup.Of($"<span class=\"missing\">not run</span>");

    private static Markup Passed(bool passed)
        => passed
            ? Markup.Of($"<span class=\"passed\"><span aria-hidden=\"true\">✓</span> passed</span>")
            : Markup.Of($"<span class=\"failed\"><span aria-hidden=\"true\">✗</span> failed</span>");

    private static Markup Facts(ClaimResult claim) => Markup.Of(
        $"""
         <dl class="facts">
         <div><dt>Estimand</dt><dd>{claim.Estimand}</dd></div>
         {Fact("Threshold", claim.Threshold is { } t ? Numbers.Threshold(claim.Comparator, t, claim.Unit) : null)}
         {Fact("Paper’s value", claim.PaperValue is { } p ? Numbers.PlainWithUnit(p, claim.Unit) : null)}
         {Fact("Source", claim.Source)}
         {Fact("Observations", claim.N > 0 ? claim.N.ToString(System.Globalization.CultureInfo.InvariantCulture) : null)}
         {Fact("Judge", claim.Judge)}{Fact("Sequential looks", LooksPart.OfClaim(claim))}
         <div><dt>Reproduction</dt><dd>{ReproductionText.Word(claim.Reproduction)}. <span class="quiet">{ReproductionText.Meaning(claim.Reproduction)}</span></dd></div>
         </dl>
         """);

    private static Markup Fact(string name, string? value)
        => value is null ? Markup.Empty : Markup.Of($"<div><dt>{name}</dt><dd>{value}</dd></div>");
}
