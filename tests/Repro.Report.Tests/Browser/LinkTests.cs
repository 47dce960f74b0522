using Microsoft.Playwright;

namespace Repro.Report.Tests.Browser;

[Collection(BrowserCollection.Name)]
public sealed class LinkTests(Chromium chromium)
{
    [SkippableFact]
    public async Task A_claim_opens_from_its_row_and_leads_on_to_its_figure()
    {
        await using var visit = await chromium.Open(chromium.FixtureAddress);

        await visit.Check(async page =>
        {
            await page.Locator("table.claims").GetByRole(AriaRole.Link, new() { Name = "C24", Exact = true }).ClickAsync();
            page.Url.Should().EndWith("#C24");
            var article = page.Locator("article[id='C24']");
            await Assertions.Expect(article).ToBeInViewportAsync();
            (await article.InnerTextAsync()).Should().Contain("The smallest cosine over pairs and layers has a lower bound of 0.831.");

            await article.GetByRole(AriaRole.Link, new() { Name = "Cosine of mean-difference directions by layer" }).ClickAsync();
            page.Url.Should().EndWith("#figure-cosine");
            await Assertions.Expect(page.Locator("#figure-cosine")).ToBeInViewportAsync();
        });
    }

    [SkippableFact]
    public async Task A_deep_link_leads_to_its_claim()
    {
        await using var visit = await chromium.Open(chromium.FixtureAddress + "#C18");

        await visit.Check(async page => await Assertions.Expect(page.Locator("article[id='C18']")).ToBeInViewportAsync());
    }

    [SkippableFact]
    public async Task Every_link_within_the_page_has_its_place()
    {
        await using var visit = await chromium.Open(chromium.FixtureAddress);

        await visit.Check(async page =>
        {
            var lost = await page.EvaluateAsync<string[]>(
                "[...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href')).filter(h => !/^figures\\/[a-z0-9-]+\\.(svg|vl\\.json)$/.test(h)).filter(h => !h.startsWith('#') || !document.getElementById(decodeURIComponent(h.slice(1))))");
            lost.Should().BeEmpty();
        });
    }

    [SkippableFact]
    public async Task Every_curve_is_drawn_with_its_reference_line()
    {
        await using var visit = await chromium.Open(chromium.FixtureAddress);

        await visit.Check(async page =>
        {
            var charts = await page.Locator(".chart").AllAsync();
            charts.Should().HaveCount(8, "three figures, and five in the claims that name them");
            foreach (var chart in charts)
            {
                await chart.ScrollIntoViewIfNeededAsync();
                await Assertions.Expect(chart).ToHaveClassAsync("chart drawn");
            }

            var cosine = page.Locator("#figure-cosine svg");
            (await cosine.TextContentAsync()).Should().Contain("medical | nine rank-1").And.Contain("random vectors").And.Contain("Layer");
            (await cosine.Locator(".mark-line path").CountAsync()).Should().Be(5);
            (await cosine.Locator(".role-mark.mark-rule line").CountAsync()).Should().Be(1);
        });
    }
}
