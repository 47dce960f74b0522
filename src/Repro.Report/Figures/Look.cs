using System.Text.RegularExpressions;
using Repro.Report.Html;

namespace Repro.Report.Figures;

/// <summary>Colours, dashes and shapes of figures. Colours are those of the page's style in light.</summary>
internal static partial class Look
{
    public const string Font = "system-ui, -apple-system, \"Segoe UI\", Roboto, \"Noto Sans\", \"Liberation Sans\", sans-serif";

    /// <summary>Names of the style's colours that figures use, and the colours.</summary>
    public static readonly IReadOnlyDictionary<string, string> Colors = Read(Assets.Style);

    private static readonly int[][] Dashes = [[1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [4, 4], [10, 3], [1, 3], [6, 2, 1, 2]];

    /// <summary>The diamond is the paper's.</summary>
    private static readonly string[] Shapes = ["circle", "square", "triangle-up", "cross", "triangle-down", "triangle-right", "triangle-left"];

    public static string Ink => Colors["--ink"];

    public static string Muted => Colors["--muted"];

    public static string Page => Colors["--page"];

    public static string Panel => Colors["--panel"];

    public static string Grid => Colors["--rule"];

    public static string Axis => Colors["--line"];

    /// <summary>Dashes of a bound that the paper gives.</summary>
    public static int[] BoundDash => [2, 3];

    /// <summary>Colour of a line by its place among the figure's.</summary>
    public static string Color(string series, int place) => PaperLine.Is(series) ? Ink : Colors[$"--series-{(place % 8) + 1}"];

    public static string Shape(string series, int place) => PaperLine.Is(series) ? "diamond" : Shapes[place % Shapes.Length];

    public static int[] Dash(string series, int place) => PaperLine.Is(series) ? [2, 3] : Dashes[place % Dashes.Length];

    private static Dictionary<string, string> Read(string style)
    {
        string[] names = ["--page", "--panel", "--ink", "--muted", "--rule", "--line", .. Enumerable.Range(1, 8).Select(i => $"--series-{i}")];
        return names.ToDictionary(name => name, name => Definition().Matches(style).First(match => match.Groups["name"].Value == name).Groups["color"].Value, StringComparer.Ordinal);
    }

    [GeneratedRegex("(?<name>--[a-z0-9-]+):\\s*(?<color>#[0-9a-fA-F]{3,8})", RegexOptions.ExplicitCapture)]
    private static partial Regex Definition();
}
