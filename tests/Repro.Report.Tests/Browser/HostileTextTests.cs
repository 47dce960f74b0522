namespace Repro.Report.Tests.Browser;

[Collection(BrowserCollection.Name)]
public sealed class HostileTextTests(Chromium chromium)
{
    [SkippableFact]
    public async Task What_a_model_wrote_is_only_ever_text()
    {
        await using var visit = await chromium.Open(chromium.FixtureAddress);

        await visit.Check(async page =>
        {
            await page.EvaluateAsync("document.querySelectorAll('details').forEach(details => { details.open = true; })");
            await page.Locator("article").Last.HoverAsync();

            (await page.EvaluateAsync<string>("String(window.hostile)")).Should().Be("undefined");
            (await page.Locator("script").CountAsync()).Should().Be(2);
            (await page.Locator("style").CountAsync()).Should().Be(1);
            (await page.Locator("img, iframe, object, embed, body b:not(.sample b)").CountAsync()).Should().Be(0);
            (await page.Locator("[onerror], [onload], [onmouseover], [href^='javascript']").CountAsync()).Should().Be(0);
            (await page.Locator("blockquote").Last.InnerTextAsync()).Should()
                .StartWith("</blockquote><script>window.hostile = 'answer'</script><img src=x").And.Contain("\u2400\u2407");
        });
    }

    [SkippableFact]
    public async Task Hostile_answers_and_names_of_curves_run_nothing_while_every_chart_is_drawn_under_the_policy()
    {
        const string Hostile = "<script>window.pwned=1</script><img src=x onerror=\"window.pwned=1\"></script><script>window.pwned=1</script><!--<script>";
        var run = Runs.Fixture();
        var html = HtmlReport.Render(run with
        {
            Samples = [.. run.Samples.Select(sample => sample with { Question = Hostile, Answer = Hostile })],
            Curves = [.. run.Curves.Select(curve => curve with { Series = curve.Series + Hostile })],
        });
        await using var visit = await chromium.Open(await Chromium.Save("hostile", html));

        await visit.Check(async page =>
        {
            await page.AddInitScriptAsync("window.violations = []; document.addEventListener('securitypolicyviolation', e => window.violations.push(`${e.violatedDirective} ${e.blockedURI}`));");
            await page.ReloadAsync();
            await page.EvaluateAsync("document.querySelectorAll('details').forEach(details => { details.open = true; })");
            var charts = await page.Locator(".chart").AllAsync();
            charts.Should().NotBeEmpty();
            foreach (var chart in charts)
            {
                await chart.ScrollIntoViewIfNeededAsync();
                await chart.And(page.Locator(".drawn")).WaitForAsync();
            }

            (await page.EvaluateAsync<string[]>("window.violations")).Should().BeEmpty();
            (await page.EvaluateAsync<string>("String(window.pwned)")).Should().Be("undefined");
            (await page.Locator("script").CountAsync()).Should().Be(2);
            (await page.Locator("img, [onerror]").CountAsync()).Should().Be(0);
            (await page.Locator("blockquote").First.InnerTextAsync()).Should().StartWith("<script>window.pwned=1</script><img src=x onerror=");
        });
    }

    [SkippableFact]
    public async Task The_policy_forbids_eval_foreign_scripts_and_the_network()
    {
        await using var visit = await chromium.Open(chromium.FixtureAddress);

        var blocked = await visit.Page.EvaluateAsync<string[]>(
            """
            async () => {
              const blocked = [];
              document.addEventListener('securitypolicyviolation', e => blocked.push(e.effectiveDirective));
              const script = document.createElement('script');
              script.textContent = 'window.injected = 1';
              document.body.append(script);
              try { await fetch('http://127.0.0.1:9/'); } catch { }
              new Image().src = 'http://127.0.0.1:9/image';
              await new Promise(done => setTimeout(done, 200));
              return [...blocked, String(window.injected)];
            }
            """);

        blocked.Should().BeEquivalentTo(["script-src-elem", "connect-src", "img-src", "undefined"]);
    }
}
