using Repro.Claims.Multiverses;
using Repro.Evidence.Comparisons;
using Repro.Report.Html;
using Repro.Report.Text;

namespace Repro.Report.Sections;

/// <summary>The answers behind the claims, by condition and outcome: how often in A, how often in B, and the paired difference.</summary>
internal static class ComparisonAnswers
{
    public static Markup Render(IReadOnlyList<ClaimComparison> claims)
    {
        var answers = claims.SelectMany(claim => claim.Answers).DistinctBy(change => (change.Condition, change.Outcome)).ToList();
        return Markup.Of(
            $"""
             <section id="answers" aria-labelledby="answers-heading" tabindex="-1">
             <h2 id="answers-heading">Answers</h2>
             {(answers.Count == 0 ? Markup.Of($"<p>There are no answers to pair.</p>") : Table(answers))}
             </section>
             """);
    }

    private static Markup Table(IReadOnlyList<ShareChange> answers) => Markup.Of(
        $"""
         <p>Each pair is two answers to the same question from the same stream: same seed, same sample number. Intervals have 90 %.</p>
         <div class="scroll" tabindex="0" role="region" aria-label="Answers by condition">
         <table class="stages"><thead><tr><th scope="col">Answers of</th><th scope="col">Share</th><th scope="col">A %</th><th scope="col">B %</th><th scope="col">B {"\u2212"} A, points</th><th scope="col">Pairs</th><th scope="col">Other scores</th><th scope="col">Unpaired</th></tr></thead>
         <tbody>{answers.Select(Row)}</tbody>
         </table></div>
         """);

    private static Markup Row(ShareChange change) => Markup.Of(
        $"""
         <tr><th scope="row">{change.Condition}</th><td>{(change.Outcome switch { ScoredOutcome.Misaligned => "misaligned", ScoredOutcome.Coherent => "coherent", var other => other.ToString() })}</td>
         <td>{Numbers.Data(change.A, Numbers.Short(change.A))}</td><td>{Numbers.Data(change.B, Numbers.Short(change.B))}</td>
         <td>{Numbers.Data(change.Difference, Numbers.Short(change.Difference))} {Numbers.Interval(change.Interval)}</td>
         <td>{(change.Pairs == 0 ? "none: independent" : Count(change.Pairs))}</td><td>{Count(change.Changed)}</td><td>{Count(change.Unpaired)}{(change.Judges is { } judges ? $"; two judges: {judges}" : "")}</td></tr>
         """);

    private static string Count(int count) => count.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
