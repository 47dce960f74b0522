using Repro.Claims.Results;
using Repro.Report.Html;
using Repro.Report.Text;

namespace Repro.Report.Sections;

/// <summary>What stays of a verdict when its whole family is judged at one level, where that is another.</summary>
internal static class FamilyPart
{
    public static Markup Render(ClaimResult claim) => claim.FamilyWise is not { } family || family.Verdict == claim.Verdict
        ? Markup.Empty
        : Markup.Of($"<span class=\"family\">{VerdictText.Badge(family.Verdict)} <span class=\"quiet\">{Why(family)}</span></span>");

    private static string Why(FamilyWise family) => family.Gate is { } primary
        ? $"as secondary to {primary}, which is not Supported"
        : $"with the {family.Size} tested claims of the family “{family.Family}” judged together";
}
