using Microsoft.Playwright;

namespace Repro.Report.Tests.Browser;

[Collection(BrowserCollection.Name)]
public sealed class ChoicesTests(Chromium chromium)
{
    [SkippableFact]
    public async Task The_choices_of_a_claim_unfold_with_their_verdicts_and_those_that_differ_are_marked()
    {
        await using var visit = await chromium.Open(chromium.FixtureAddress);

        await visit.Check(async page =>
        {
            var article = page.Locator("article[id='C04']");
            await Assertions.Expect(article.Locator(".statement")).ToContainTextAsync("At least 99 % of the nine-adapter organism’s answers are coherent.");
            await Assertions.Expect(article.Locator(".family")).ToContainTextAsync("with the 4 tested claims of the family “organisms” judged together");
            var table = article.GetByRole(AriaRole.Table, new() { Name = "The claim under other analysis choices" });
            await Assertions.Expect(table).ToBeHiddenAsync();

            await article.Locator("details.choices > summary").ClickAsync();

            await Assertions.Expect(table).ToBeVisibleAsync();
            (await table.Locator("tbody tr").CountAsync()).Should().Be(4);
            (await table.Locator("tr:has(.differs) th").AllInnerTextsAsync()).Should().Equal("coherence cut 40", "coherence cut 60", "incoherent answers left out");
        });
    }
}
