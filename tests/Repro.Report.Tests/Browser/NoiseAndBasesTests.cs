using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Repro.Claims;
using Repro.Claims.Noise;
using Repro.Claims.Results;
using Repro.Evidence.Runs;

namespace Repro.Report.Tests.Browser;

[Collection(BrowserCollection.Name)]
public sealed class NoiseAndBasesTests(Chromium chromium)
{
    private static readonly string[] Pairs = ["centre|base-131", "centre|depth-16", "base-131|depth-16"], Series = ["aligned", "texts shuffled", "random weights"];

    [SkippableFact]
    public async Task Verdicts_under_judge_noise_and_cosines_across_bases_are_drawn_and_axe_finds_nothing()
    {
        await using var visit = await chromium.Open(await Chromium.Save("noise-and-bases", HtmlReport.Render(Run())));

        await visit.Check(async page =>
        {
            var least = page.GetByRole(AriaRole.Table, new() { Name = "The least noise that changes a verdict" });
            await Assertions.Expect(least).ToBeHiddenAsync();
            await page.EvaluateAsync("document.querySelectorAll('details').forEach(details => { details.open = true; })");
            await Assertions.Expect(least.Locator("tbody tr")).ToHaveTextAsync(["C03flipping scores changes it at 5 %a normal error leaves it to 10 points"]);
            await Assertions.Expect(page.Locator("article[id='C03'] details.noise tbody tr")).ToHaveCountAsync(2 * JudgeNoise.Rates.Count);

            foreach (var figure in new[] { "bases-pairs", "bases-layers" })
            {
                var place = page.Locator($"#figure-{figure}");
                await place.Locator(".chart").ScrollIntoViewIfNeededAsync();
                await place.Locator(".chart.drawn svg").WaitForAsync();
                (await place.Locator("tbody th").AllInnerTextsAsync()).Should().Equal(Series);
                (await place.Locator("tbody .range").CountAsync()).Should().Be(9, "every cosine has its interval");
            }

            await Assertions.Expect(page.Locator("#figure-bases-pairs svg")).ToContainTextAsync("base-131|depth-16");
            (await page.RunAxe()).Violations.Where(violation => violation.Impact is "serious" or "critical")
                .Select(violation => $"{violation.Id}: {violation.Help}: {string.Join(" | ", violation.Nodes.Select(node => node.Html))}").Should().BeEmpty();
        });
    }

    private static RunDocument Run()
    {
        var run = Runs.Fixture();
        var noise = new[] { "flips", "gaussian" }.SelectMany(kind => JudgeNoise.Rates.Select(rate =>
            new NoiseRow(kind, rate, 12 - rate, [10 - rate, 14 - rate], kind == "flips" && rate >= 5 ? Verdict.Inconclusive : Verdict.Supported))).ToList();
        return run with
        {
            Claims = run.Claims with { Claims = [.. run.Claims.Claims.Select(claim => claim.Id == "C03" ? claim with { Verdict = Verdict.Supported, JudgeNoise = noise } : claim)] },
            Curves = [.. run.Curves, .. Series.Select((series, i) => Line("bases-pairs", series, i, Pairs)), .. Series.Select((series, i) => Line("bases-layers", series, i, ["0", "1", "2"]))],
        };
    }

    private static LayerCurve Line(string figure, string series, int at, IReadOnlyList<string> places) =>
        new(figure, $"Cosine of mean-diff directions of two bases, {figure}", "cosine similarity", series, [.. places.Select((x, i) => new CurvePoint(x, 0.9 - (0.3 * at) - (0.02 * i), 0.8 - (0.3 * at), 0.95 - (0.3 * at)))], ["C03"]);
}
