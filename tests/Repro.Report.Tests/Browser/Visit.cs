using System.Runtime.CompilerServices;
using Microsoft.Playwright;

namespace Repro.Report.Tests.Browser;

/// <summary>One page view that remembers everything it must not do: requests, console errors, dialogs, page errors.</summary>
internal sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly string address;
    private readonly List<string> complaints = [];

    private Visit(IBrowserContext context, IPage page, string address)
    {
        this.context = context;
        this.address = address;
        Page = page;
    }

    public IPage Page { get; }

    public static async Task<Visit> Start(IBrowser browser, string address, VisitOptions options)
    {
        var view = await browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = options.Width, Height = options.Height },
            ColorScheme = options.Scheme,
            ReducedMotion = ReducedMotion.Reduce,
            JavaScriptEnabled = options.JavaScript,
        });
        view.SetDefaultTimeout(30_000);
        var visit = new Visit(view, await view.NewPageAsync(), address);
        visit.Watch();
        await visit.Page.GotoAsync(address);
        return visit;
    }

    /// <summary>Runs the steps of a test; a failure leaves a screenshot named after the test.</summary>
    public async Task Check(Func<IPage, Task> steps, [CallerMemberName] string test = "")
    {
        try
        {
            await steps(Page);
            complaints.Should().BeEmpty("the page asks for nothing and breaks nothing");
        }
        catch
        {
            await Page.ScreenshotAsync(new() { Path = Path.Combine(Chromium.ResultsFolder, $"{test}.png"), FullPage = true });
            throw;
        }
    }

    public async ValueTask DisposeAsync() => await context.DisposeAsync();

    private void Watch()
    {
        Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                complaints.Add($"console {message.Type}: {message.Text}");
        };
        Page.PageError += (_, error) => complaints.Add($"page error: {error}");
        Page.Dialog += (_, dialog) => complaints.Add($"dialog: {dialog.Message}");
        Page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(address.Split('#')[0], StringComparison.Ordinal) && request.Url != "data:,")
                complaints.Add($"request: {request.Url}");
        };
    }
}
