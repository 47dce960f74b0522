using Microsoft.Playwright;

namespace Repro.Report.Tests.Browser;

[Collection(BrowserCollection.Name)]
public sealed class PaperTests(Chromium chromium)
{
    [SkippableFact]
    public async Task Print_hides_the_controls_and_shows_what_was_folded()
    {
        await using var visit = await chromium.Open(chromium.FixtureAddress);

        await visit.Check(async page =>
        {
            await page.EmulateMediaAsync(new() { Media = Media.Print });
            await page.EvaluateAsync("window.dispatchEvent(new Event('beforeprint'))");

            (await page.Locator(".filter").IsVisibleAsync()).Should().BeFalse();
            (await page.Locator("details:not([open])").CountAsync()).Should().Be(0);
            await Assertions.Expect(page.Locator(".chart:not(.drawn)")).ToHaveCountAsync(0);
            (await page.PdfAsync()).Length.Should().BeGreaterThan(20_000);
        });
    }
}
