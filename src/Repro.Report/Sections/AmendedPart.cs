using Repro.Evidence.Runs;
using Repro.Report.Html;

namespace Repro.Report.Sections;

/// <summary>The mark of a claim that was changed after evidence for it existed, and what it says otherwise.</summary>
internal static class AmendedPart
{
    /// <summary>The words beside the verdict; nothing where the claim was not amended.</summary>
    public static Markup Mark(string claim, IReadOnlyList<Amendment> all)
        => Of(claim, all).Any() ? Markup.Of($" <strong class=\"differs\">amended after evidence</strong>") : Markup.Empty;

    /// <summary>Both versions, field by field.</summary>
    public static Markup Versions(string claim, IReadOnlyList<Amendment> all) => Markup.Join(Of(claim, all).Select(amendment => Markup.Of(
        $"""
         <table class="controls amended"><caption>Amended after {amendment.Evidence}</caption>
         <thead><tr><th scope="col">Field</th><th scope="col">Was</th><th scope="col">Is</th></tr></thead>
         <tbody>{amendment.Changes.Select(change => Markup.Of($"<tr><th scope=\"row\">{change.Field}</th><td>{change.Was}</td><td>{change.Now}</td></tr>"))}</tbody>
         </table>
         """)));

    private static IEnumerable<Amendment> Of(string claim, IReadOnlyList<Amendment> all) => all.Where(amendment => amendment.Claim == claim);
}
