using System.Text.Json;
using Microsoft.Playwright;

namespace Repro.Report.Tests.Browser;

[Collection(BrowserCollection.Name)]
public sealed class ClaimsTableTests(Chromium chromium)
{
    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Every_cell_is_that_of_claims_json_with_and_without_JavaScript(bool javaScript)
    {
        using var run = JsonDocument.Parse(await File.ReadAllTextAsync(Repository.PathOf("fixtures", "report", "run.json")));
        await using var visit = await chromium.Open(chromium.FixtureAddress, new(JavaScript: javaScript));

        await visit.Check(page => ShouldShowAll(page, run.RootElement.GetProperty("claims")));
    }

    [SkippableFact]
    public async Task The_last_run_of_this_checkout_shows_its_own_claims_json()
    {
        Skip.If(LastRun() is null, "No folder under artifacts/runs has both report.html and claims.json: './repro run' makes one.");
        var (report, claims) = (Path.Combine(LastRun()!, "report.html"), Path.Combine(LastRun()!, "claims.json"));
        using var document = JsonDocument.Parse(await File.ReadAllTextAsync(claims));
        await using var visit = await chromium.Open(new Uri(report).AbsoluteUri);

        await visit.Check(page => ShouldShowAll(page, document.RootElement));
    }

    [SkippableFact]
    public async Task A_column_sorts_by_its_numbers_and_turns_round()
    {
        await using var visit = await chromium.Open(chromium.FixtureAddress);

        await visit.Check(async page =>
        {
            var heading = page.GetByRole(AriaRole.Button, new() { Name = "Measured" });
            await heading.ClickAsync();
            (await Ids(page)).Should().Equal("X'1", "S02", "C24", "C07", "C03", "C20", "C18", "C19", "C04", "C25");

            await heading.ClickAsync();
            (await Ids(page)).Should().Equal("C04", "C19", "C18", "C20", "C03", "C07", "C24", "S02", "X'1", "C25");
            (await page.Locator("th[data-col=value]").GetAttributeAsync("aria-sort")).Should().Be("descending");
        });
    }

    /// <summary>artifacts/runs/latest where there is one, else the run whose claims.json is newest.</summary>
    private static string? LastRun()
    {
        var runs = new DirectoryInfo(Repository.PathOf("artifacts", "runs"));
        return !runs.Exists
            ? null
            : runs.GetDirectories()
                .Where(run => File.Exists(Path.Combine(run.FullName, "report.html")) && File.Exists(Path.Combine(run.FullName, "claims.json")))
                .OrderByDescending(run => run.Name == "latest")
                .ThenByDescending(run => File.GetLastWriteTimeUtc(Path.Combine(run.FullName, "claims.json")))
                .FirstOrDefault()?.FullName;
    }

    private static async Task<IReadOnlyList<string>> Ids(IPage page) => await page.Locator("table.claims tbody [data-col=id]").AllInnerTextsAsync();

    private static async Task ShouldShowAll(IPage page, JsonElement document)
    {
        var claims = document.GetProperty("claims").EnumerateArray().ToList();
        var rows = await page.Locator("table.claims tbody tr").AllAsync();

        rows.Should().HaveCount(claims.Count);
        foreach (var (row, claim) in rows.Zip(claims))
            await new ClaimRow(row).ShouldShow(claim);
    }
}
