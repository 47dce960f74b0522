namespace Repro.Claims.Results;

/// <summary>A claim decided again with noise in the judge's scores.</summary>
/// <param name="Kind"><c>flips</c> or <c>gaussian</c>.</param>
/// <param name="Rate">Flips: share of the scores that are mirrored, in %. Gaussian: standard deviation, in points of 100.</param>
/// <param name="Value">The estimate, in the claim's unit; null where there is none.</param>
/// <param name="Interval">[low, high] at the claim's alpha.</param>
/// <param name="Verdict">What follows.</param>
public sealed record NoiseRow(string Kind, double Rate, double? Value, IReadOnlyList<double>? Interval, Verdict Verdict);
