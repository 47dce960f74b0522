using Microsoft.Playwright;

namespace Repro.Report.Tests.Browser;

[Collection(BrowserCollection.Name)]
public sealed class OpeningTests(Chromium chromium)
{
    [SkippableTheory]
    [InlineData(1280)]
    [InlineData(400)]
    public async Task It_opens_from_disk_without_a_request_an_error_or_a_sideways_scroll(int width)
    {
        await using var visit = await chromium.Open(chromium.FixtureAddress, new(Width: width));

        await visit.Check(async page =>
        {
            (await page.TitleAsync()).Should().Be("3 of 10 claims did not come out as expected · miniature tier · Repro");
            (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).Should().BeLessThanOrEqualTo(width);
        });
    }
}
