namespace Repro.Claims.Settings;

/// <summary>A claim as decided in a setting.</summary>
/// <param name="Id">The claim.</param>
/// <param name="Value">The estimate, in the claim's unit; null where there is none.</param>
/// <param name="Interval">[low, high] at the claim's alpha.</param>
/// <param name="Verdict">What follows.</param>
/// <param name="Reason">Why, or what is missing.</param>
public sealed record SettingVerdict(string Id, double? Value, IReadOnlyList<double>? Interval, Verdict Verdict, string? Reason);
