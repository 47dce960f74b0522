using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Repro.Report.Tests.Browser;

[Collection(BrowserCollection.Name)]
public sealed class AccessibilityTests(Chromium chromium)
{
    [SkippableTheory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 400)]
    [InlineData(ColorScheme.Dark, 400)]
    public async Task Axe_finds_nothing_serious(ColorScheme scheme, int width)
    {
        await using var visit = await chromium.Open(chromium.FixtureAddress, new(Width: width, Scheme: scheme));

        await visit.Check(async page =>
        {
            await page.EvaluateAsync("document.querySelectorAll('details').forEach(details => { details.open = true; })");
            var result = await page.RunAxe();

            result.Violations
                .Where(violation => violation.Impact is "serious" or "critical")
                .Select(violation => $"{violation.Id}: {violation.Help}: {string.Join(" | ", violation.Nodes.Select(node => node.Html))}")
                .Should().BeEmpty();
        });
    }
}
