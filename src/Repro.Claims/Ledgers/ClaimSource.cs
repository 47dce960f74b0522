namespace Repro.Claims.Ledgers;

/// <summary>Where the claim is made.</summary>
/// <param name="Paper">Paper, such as <c>arXiv 2506.11618</c>.</param>
/// <param name="Section">Section, figure or table.</param>
public sealed record ClaimSource(string Paper, string Section);
