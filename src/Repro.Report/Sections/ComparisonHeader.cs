using Repro.Evidence.Comparisons;
using Repro.Report.Html;
using Repro.Report.Text;

namespace Repro.Report.Sections;

/// <summary>The first screen of a comparison: the answer in one sentence, and which two sides it is about.</summary>
internal static class ComparisonHeader
{
    public static Markup Render(RunComparison comparison) => Markup.Of(
        $"""
         <header class="top">
         <p class="brand"><strong>Repro</strong><span>comparison</span></p>
         <h1>{comparison.Headline}</h1>
         {Notes(comparison.Notes)}
         <div class="provenance">
         {Side("A", comparison.A)}
         {Side("B", comparison.B)}
         </div>
         <nav aria-label="Sections"><a href="#claims">Claims</a><a href="#answers">Answers</a><a href="#provenance">Provenance</a></nav>
         </header>
         """);

    private static Markup Notes(IReadOnlyList<string> notes)
        => notes.Count == 0 ? Markup.Empty : Markup.Of($"<div class=\"warning\">{notes.Select(note => Markup.Of($"<p>{note}</p>"))}</div>");

    private static Markup Side(string letter, RunComparison.Side side) => Markup.Of(
        $"""
         <div><h2>{letter}: {side.Name}</h2><dl class="facts">
         <div><dt>Tier</dt><dd>{side.Tier}</dd></div>
         {Fact("Run", side.Run)}
         {(side.Commit is null ? Markup.Empty : Markup.Of($"<div><dt>Commit</dt><dd><code class=\"hash\" tabindex=\"0\">{side.Commit}</code></dd></div>"))}
         {Fact("Finished", side.Finished is { } end ? Numbers.Time(end) : null)}
         </dl></div>
         """);

    private static Markup Fact(string name, string? value)
        => value is null ? Markup.Empty : Markup.Of($"<div><dt>{name}</dt><dd>{value}</dd></div>");
}
