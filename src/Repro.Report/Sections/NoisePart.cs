using Repro.Claims.Noise;
using Repro.Claims.Results;
using Repro.Report.Html;
using Repro.Report.Text;

namespace Repro.Report.Sections;

/// <summary>Claims decided again with noise in the judge's scores, folded away: all of a run by the rate at which each verdict changes, and one claim with its values.</summary>
internal static class NoisePart
{
    private static readonly (string Kind, string Title, string Unit)[] Kinds = [("flips", "flipping scores", "%"), ("gaussian", "a normal error", "points")];

    /// <summary>The least noise that changes each verdict.</summary>
    public static Markup Overview(IReadOnlyList<ClaimResult> claims)
    {
        var noisy = claims.Where(claim => claim.JudgeNoise is { Count: > 0 }).ToList();
        return noisy.Count == 0
            ? Markup.Empty
            : Markup.Of(
                $"""
                 <details class="untested"><summary>Verdicts if the judge erred <span class="quiet">{noisy.Count}</span></summary>
                 <p class="quiet">Stored scores are disturbed and every share is counted again: a share of the scores s becomes 100 - s, or each gets a normal error. The table says from which noise on a verdict is another one.</p>
                 <table class="controls"><caption>The least noise that changes a verdict</caption>
                 <thead><tr><th scope="col">Claim</th>{Kinds.Select(kind => Markup.Of($"<th scope=\"col\">{kind.Title}</th>"))}</tr></thead>
                 <tbody>{noisy.Select(claim => Markup.Of($"<tr><th scope=\"row\"><a href=\"#{Anchors.Of(claim)}\">{claim.Id}</a></th>{Kinds.Select(kind => Markup.Of($"<td>{Least(claim, kind)}</td>"))}</tr>"))}</tbody>
                 </table>
                 </details>

                 """);
    }

    /// <summary>One claim under every noise.</summary>
    public static Markup Render(ClaimResult claim) => claim.JudgeNoise is not { Count: > 0 } rows
        ? Markup.Empty
        : Markup.Of(
            $"""
             <details class="noise"><summary>If the judge erred <span class="quiet">{string.Join("; ", Kinds.Select(kind => Least(claim, kind)))}</span></summary>
             <table class="controls"><caption>The claim with noise in the judge’s scores</caption>
             <thead><tr><th scope="col">Noise</th><th scope="col">Value</th><th scope="col">Verdict</th></tr></thead>
             <tbody>{rows.Select(row => Row(claim, row))}</tbody>
             </table>
             </details>
             """);

    private static string Least(ClaimResult claim, (string Kind, string Title, string Unit) kind)
        => JudgeNoise.ChangesAt(claim, kind.Kind) is { } rate
            ? $"{kind.Title} changes it at {Numbers.Short(rate)} {kind.Unit}"
            : $"{kind.Title} leaves it to {Numbers.Short(JudgeNoise.Rates[^1])} {kind.Unit}";

    private static Markup Row(ClaimResult claim, NoiseRow row)
    {
        var (title, unit) = Kinds.Where(kind => kind.Kind == row.Kind).Select(kind => (kind.Title, kind.Unit)).FirstOrDefault((row.Kind, ""));
        return Markup.Of(
            $"<tr data-verdict=\"{row.Verdict.ToString()}\"><th scope=\"row\">{title}, {Numbers.Short(row.Rate)} {unit}</th><td>{MultiversePart.Value(claim, row.Value, row.Interval)}</td><td>{MultiversePart.Verdict(claim, row.Verdict)}</td></tr>");
    }
}
