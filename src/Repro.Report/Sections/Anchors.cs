using Repro.Claims.Results;

namespace Repro.Report.Sections;

/// <summary>Names of places within the page.</summary>
internal static class Anchors
{
    /// <summary>A claim's section: its id, with anything but letters, digits, dot, dash and underscore replaced.</summary>
    public static string Of(ClaimResult claim) => Clean(claim.Id);

    /// <summary>A figure's place in the figures section.</summary>
    public static string OfFigure(string figure) => "figure-" + Clean(figure);

    private static string Clean(string id) => string.Concat(id.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '-'));
}
