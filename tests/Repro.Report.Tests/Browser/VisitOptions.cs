using Microsoft.Playwright;

namespace Repro.Report.Tests.Browser;

/// <summary>How the page is seen.</summary>
internal sealed record VisitOptions(int Width = 1280, int Height = 900, ColorScheme Scheme = ColorScheme.Light, bool JavaScript = true);
