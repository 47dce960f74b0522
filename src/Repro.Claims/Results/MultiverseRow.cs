namespace Repro.Claims.Results;

/// <summary>A claim decided again under one analysis choice.</summary>
/// <param name="Choice">What was done otherwise, in words.</param>
/// <param name="Value">The estimate, in the claim's unit; null where there is none.</param>
/// <param name="Interval">[low, high] at the claim's alpha.</param>
/// <param name="Verdict">What follows.</param>
public sealed record MultiverseRow(string Choice, double? Value, IReadOnlyList<double>? Interval, Verdict Verdict);
