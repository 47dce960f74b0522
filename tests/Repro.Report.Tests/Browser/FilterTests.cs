using Microsoft.Playwright;

namespace Repro.Report.Tests.Browser;

[Collection(BrowserCollection.Name)]
public sealed class FilterTests(Chromium chromium)
{
    [SkippableFact]
    public async Task Words_and_verdict_narrow_the_table_together()
    {
        await using var visit = await chromium.Open(chromium.FixtureAddress);

        await visit.Check(async page =>
        {
            var words = page.GetByLabel("Filter", new() { Exact = true });
            (await Shown(page)).Should().HaveCount(10);

            await words.FillAsync("direction");
            (await Shown(page)).Should().Equal("C18", "C19", "C20", "C24");
            (await page.GetByRole(AriaRole.Status).InnerTextAsync()).Should().Be("4 of 10 claims");

            await page.GetByRole(AriaRole.Radio, new() { Name = "Inconclusive" }).CheckAsync();
            (await Shown(page)).Should().Equal("C19");

            await words.FillAsync("");
            await page.GetByRole(AriaRole.Radio, new() { Name = "Not as expected" }).CheckAsync();
            (await Shown(page)).Should().Equal("C19", "C20", "X'1");

            await words.FillAsync("no such claim");
            (await Shown(page)).Should().BeEmpty();
            (await page.GetByText("No claim matches the filter.").IsVisibleAsync()).Should().BeTrue();
        });
    }

    [SkippableFact]
    public async Task The_keyboard_alone_reaches_filter_and_sorting()
    {
        await using var visit = await chromium.Open(chromium.FixtureAddress);

        await visit.Check(async page =>
        {
            await page.Keyboard.PressAsync("Tab");
            (await page.EvaluateAsync<string>("document.activeElement.textContent")).Should().Be("Skip to the claims");
            await page.Keyboard.PressAsync("Enter");
            await page.WaitForFunctionAsync("document.activeElement.id === 'claims'"); // the browser moves the focus in its own time
            await page.Keyboard.PressAsync("Tab");
            await page.Keyboard.TypeAsync("C0");
            (await Shown(page)).Should().Equal("C03", "C04", "C07");

            await page.Keyboard.PressAsync("Tab");
            await page.Keyboard.PressAsync("ArrowRight");
            (await page.EvaluateAsync<string>("document.activeElement.value")).Should().Be("Supported");
            await page.Keyboard.PressAsync("Tab");
            (await page.EvaluateAsync<string>("document.activeElement.textContent")).Should().Be("Id");
        });
    }

    private static async Task<IReadOnlyList<string>> Shown(IPage page)
        => await page.Locator("table.claims tbody tr:not([hidden]) [data-col=id]").AllInnerTextsAsync();
}
