using Repro.Claims.Results;
using Repro.Claims.Settings;
using Repro.Report.Html;
using Repro.Report.Text;

namespace Repro.Report.Sections;

/// <summary>The map of where claims hold: a row a setting, a column a claim.</summary>
internal static class SettingsPart
{
    public static Markup Render(ClaimsDocument document)
    {
        if (document.Settings is not { Count: > 0 } settings) return Markup.Empty;
        var claims = document.Claims.Where(claim => settings.Any(row => row.Claims.Any(c => c.Id == claim.Id))).ToList();
        return Markup.Of(
            $"""
             <section id="settings" aria-labelledby="settings-heading" tabindex="-1">
             <h2 id="settings-heading">Where the claims hold</h2>
             <p class="quiet">The claims decided again, by the same rules, on other questions and in small models and worlds that differ from one centre in one factor each. None of this replaces a verdict above.</p>
             <div class="scroll" tabindex="0" role="region" aria-label="Claims by setting"><table class="numbers">
             <caption>Value, interval and verdict of each claim in each setting</caption>
             <thead><tr><th scope="col">Factor</th><th scope="col">Level</th>{claims.Select(claim => Markup.Of($"<th scope=\"col\"><a href=\"#{Anchors.Of(claim)}\">{claim.Id}</a></th>"))}</tr></thead>
             <tbody>{settings.Select(row => Row(row, claims))}</tbody>
             </table></div>
             </section>

             """);
    }

    private static Markup Row(SettingRow row, List<ClaimResult> claims) => Markup.Of(
        $"<tr data-setting=\"{row.Name}\"><th scope=\"row\">{row.Factor}</th><td>{row.Level}</td>{claims.Select(claim => Cell(claim, row.Claims.FirstOrDefault(c => c.Id == claim.Id)))}</tr>");

    private static Markup Cell(ClaimResult claim, SettingVerdict? verdict)
    {
        if (verdict is null) return Markup.Of($"<td></td>");
        var value = verdict.Value is { } v ? Markup.Of($"{Numbers.Data(v, Numbers.WithUnit(v, claim.Unit))}") : Markup.Of($"<span class=\"missing\">none</span>");
        var interval = verdict.Interval is { Count: 2 } i ? Markup.Of($"<br><span class=\"range\">{Numbers.Interval(i)}</span>") : Markup.Empty;
        return Markup.Of($"<td data-verdict=\"{verdict.Verdict.ToString()}\" title=\"{verdict.Reason ?? ""}\">{value}{interval}<br>{VerdictText.Badge(verdict.Verdict)}</td>");
    }
}
