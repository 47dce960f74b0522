using Repro.Claims.Results;
using Repro.Report.Html;

namespace Repro.Report.Sections;

/// <summary>Claims of the ledger that this tier does not answer, folded away: each with the reason.</summary>
internal static class UntestedPart
{
    public static Markup Render(ClaimsDocument document) => document.Untested is not { Count: > 0 } untested
        ? Markup.Empty
        : Markup.Of(
            $"""
             <details class="untested"><summary>Claims that this tier does not answer <span class="quiet">{untested.Count}</span></summary>
             <ul>{untested.Select(claim => Markup.Of($"<li><b>{claim.Id}</b> {claim.Title}. <span class=\"quiet\">{claim.Reason}</span></li>"))}</ul>
             </details>

             """);
}
