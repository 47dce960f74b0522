using Repro.Evidence.Comparisons;
using Repro.Report.Html;

namespace Repro.Report.Sections;

/// <summary>What differs in how the two sides were made.</summary>
internal static class ComparisonProvenance
{
    public static Markup Render(RunComparison comparison) => Markup.Of(
        $"""
         <section id="provenance" aria-labelledby="provenance-heading" tabindex="-1">
         <h2 id="provenance-heading">Provenance</h2>
         {(comparison.Provenance.Count == 0 ? Same(comparison) : Table(comparison.Provenance))}
         </section>
         """);

    private static Markup Same(RunComparison comparison) => comparison.A.Run is null || comparison.B.Run is null
        ? Markup.Of($"<p>An approved result does not say how it was made.</p>")
        : Markup.Of($"<p>Code, libraries, machine, environment, seeds and ledger are the same.</p>");

    private static Markup Table(IReadOnlyList<string> lines) => Markup.Of(
        $"""
         <div class="scroll" tabindex="0" role="region" aria-label="What differs">
         <table class="stages"><thead><tr><th scope="col">What</th><th scope="col">A and B</th></tr></thead>
         <tbody>{lines.Select(Row)}</tbody>
         </table></div>
         """);

    private static Markup Row(string line)
    {
        var mark = line.IndexOf(": ", StringComparison.Ordinal);
        return Markup.Of($"<tr><th scope=\"row\">{line[..mark]}</th><td>{line[(mark + 2)..]}</td></tr>");
    }
}
