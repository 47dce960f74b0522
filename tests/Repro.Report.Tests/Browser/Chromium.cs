using Microsoft.Playwright;

namespace Repro.Report.Tests.Browser;

/// <summary>One headless Chromium for all browser tests, and the fixture's page on disk. Nothing is downloaded: the browser is the machine's own.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Candidates = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    // Quiet in every sense: no sandbox (containers), no GPU, no call home.
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update",
        "--disable-default-apps", "--disable-domain-reliability", "--disable-sync", "--no-first-run", "--no-pings", "--metrics-recording-only",
        "--force-color-profile=srgb", "--font-render-hinting=none",
    ];

    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>Where the page of fixtures/report lies, as a file: address.</summary>
    public string FixtureAddress { get; private set; } = "";

    /// <summary>Failed screenshots and the page itself are kept here.</summary>
    public static string ResultsFolder { get; } = Repository.PathOf("TestResults", "report");

    private static string? Executable { get; } = Environment.GetEnvironmentVariable("REPRO_CHROMIUM") is { Length: > 0 } chosen
        ? chosen
        : Array.Find(Candidates, File.Exists);

    private static bool IsRequired => Environment.GetEnvironmentVariable("REPRO_REQUIRE_BROWSER") == "1";

    public async Task InitializeAsync()
    {
        Directory.CreateDirectory(ResultsFolder);
        FixtureAddress = await Save("fixture", HtmlReport.Render(Runs.Fixture()));
    }

    public async Task DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
    }

    /// <summary>Writes a page and gives its file: address.</summary>
    public static async Task<string> Save(string name, string html)
    {
        var path = Path.Combine(ResultsFolder, $"{name}.html");
        await File.WriteAllTextAsync(path, html);
        return new Uri(path).AbsoluteUri;
    }

    /// <summary>A fresh context and page; skips the test, or fails it where a browser is required, when there is none.</summary>
    internal async Task<Visit> Open(string address, VisitOptions? options = null)
    {
        if (Executable is null || !File.Exists(Executable))
        {
            var reason = Executable is null
                ? $"No Chromium: none of {string.Join(", ", Candidates)} exists. Install it (Debian: apt-get install chromium) or set REPRO_CHROMIUM to its path."
                : $"No Chromium: REPRO_CHROMIUM names '{Executable}', which does not exist. Correct it, or unset it to use /usr/bin/chromium.";
            if (IsRequired)
                Assert.Fail($"{reason} REPRO_REQUIRE_BROWSER=1 makes this a failure.");
            Skip.If(true, reason);
        }

        playwright ??= await Playwright.CreateAsync();
        browser ??= await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Executable, Headless = true, Args = Arguments });
        return await Visit.Start(browser, address, options ?? new VisitOptions());
    }
}
