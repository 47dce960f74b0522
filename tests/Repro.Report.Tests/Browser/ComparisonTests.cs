using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Repro.Report.Tests.Browser;

[Collection(BrowserCollection.Name)]
public sealed class ComparisonTests(Chromium chromium)
{
    [SkippableTheory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 400)]
    public async Task Axe_finds_nothing_serious_and_nothing_is_wider_than_the_screen(ColorScheme scheme, int width)
    {
        await using var visit = await chromium.Open(await Page(), new(Width: width, Scheme: scheme));

        await visit.Check(async page =>
        {
            var result = await page.RunAxe();

            result.Violations
                .Where(violation => violation.Impact is "serious" or "critical")
                .Select(violation => $"{violation.Id}: {violation.Help}: {string.Join(" | ", violation.Nodes.Select(node => node.Html))}")
                .Should().BeEmpty();
            (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).Should().BeLessOrEqualTo(width);
        });
    }

    [SkippableFact]
    public async Task The_filter_shows_what_changed_and_columns_sort()
    {
        await using var visit = await chromium.Open(await Page());

        await visit.Check(async page =>
        {
            await page.GetByLabel("Changed").CheckAsync();
            (await page.Locator("table.claims tbody tr:visible th").AllInnerTextsAsync()).Should().Equal("C03", "M01");
            await page.GetByLabel("All", new() { Exact = true }).CheckAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "B \u2212 A" }).ClickAsync();
            (await page.Locator("table.claims tbody tr th").AllInnerTextsAsync()).Should().Equal("C03", "C25", "M01");
        });
    }

    [SkippableFact]
    public async Task Hostile_text_is_only_ever_text()
    {
        await using var visit = await chromium.Open(await Page());

        await visit.Check(async page =>
        {
            (await page.EvaluateAsync<string>("String(window.hostile)")).Should().Be("undefined");
            (await page.Locator("script").CountAsync()).Should().Be(2);
            (await page.Locator("img").CountAsync()).Should().Be(0);
            (await page.Locator("h2").First.InnerTextAsync()).Should().Contain("<script>window.hostile");
        });
    }

    private static Task<string> Page() => Chromium.Save("comparison", ComparisonReport.Render(Comparisons.Made()));
}
