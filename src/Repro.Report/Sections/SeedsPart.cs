using Repro.Claims.Results;
using Repro.Report.Html;
using Repro.Report.Text;

namespace Repro.Report.Sections;

/// <summary>A claim's value by training seed, and the verdict that the spread over training seeds leaves.</summary>
internal static class SeedsPart
{
    public static Markup Render(ClaimResult claim) => claim.OverSeeds is not { } seeds
        ? Markup.Empty
        : Markup.Of($"\n<p class=\"seeds\">By training seed: {Values(seeds, claim.Unit)}; over training seeds {MultiversePart.Value(claim, seeds.Mean, seeds.Interval)}, {MultiversePart.Verdict(claim, seeds.Verdict)}</p>");

    private static string Values(OverSeeds seeds, string unit)
        => string.Join(", ", seeds.Values.SkipLast(1).Select(Numbers.Short).Append(Numbers.WithUnit(seeds.Values[^1], unit)));
}
