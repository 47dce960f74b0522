using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Repro.Evidence.Runs;

namespace Repro.Report.Tests.Browser;

[Collection(BrowserCollection.Name)]
public sealed class HeatMapTests(Chromium chromium)
{
    [SkippableTheory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 400)]
    public async Task Every_cell_holds_its_number_the_chosen_one_has_a_frame_and_axe_finds_nothing(ColorScheme scheme, int width)
    {
        var run = Runs.Fixture() with { Curves = [.. Enumerable.Range(0, 16).Select(Row), Line()] };
        await using var visit = await chromium.Open(await Chromium.Save($"heat-{width}", HtmlReport.Render(run)), new(Width: width, Scheme: scheme));

        await visit.Check(async page =>
        {
            await page.Locator("#figure-heat").ScrollIntoViewIfNeededAsync();
            var chart = page.Locator("#figure-heat .chart.drawn svg");
            await chart.WaitForAsync();
            (await chart.Locator(".mark-rect path").CountAsync()).Should().Be((16 * 3) + 1, "one a cell, and the frame");
            (await chart.Locator(".role-mark.mark-text text").AllTextContentsAsync()).Should().HaveCount(16 * 3).And.Contain(width < 520 ? "47" : "46.5");
            (await chart.TextContentAsync()).Should().Contain("strength").And.Contain("layer");
            await Assertions.Expect(page.Locator("#figure-heat .chart")).ToHaveAttributeAsync("aria-label", "Chart: EM rate by layer and strength. The numbers are in the table below.");
            await page.Locator("#figure-over-strength").ScrollIntoViewIfNeededAsync();
            var line = page.Locator("#figure-over-strength .chart.drawn svg");
            await line.WaitForAsync();
            (await line.Locator(".mark-line path").CountAsync()).Should().Be(1, "numbers that are not whole are joined too");
            (await line.TextContentAsync()).Should().Contain("strength").And.NotContain("Layer");
            (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).Should().BeLessThanOrEqualTo(width);
            await page.EvaluateAsync("document.querySelectorAll('details').forEach(details => { details.open = true; })");
            var result = await page.RunAxe();
            result.Violations.Where(v => v.Impact is "serious" or "critical").Select(v => $"{v.Id}: {v.Help}: {string.Join(" | ", v.Nodes.Select(node => node.Html))}").Should().BeEmpty();
        });
    }

    private static LayerCurve Row(int layer) => new(
        "heat", "EM rate by layer and strength", "EM rate (%)", $"{layer}", [new("0.5", layer), new("1", 3.1 * layer, 0, 90) { Chosen = layer == 15 }, new("2", 0)], [])
    {
        Chart = LayerCurve.HeatMap, XLabel = "strength", SeriesLabel = "layer",
    };

    private static LayerCurve Line() => new("over-strength", "EM rate by strength", "EM rate (%)", "EM", [new("0", 1), new("0.5", 2), new("12", 30)], []) { XLabel = "strength" };
}
