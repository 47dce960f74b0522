namespace Repro.Claims.Measurements;

/// <summary>Values at ordered levels, within questions. Several rows of one question and level (seeds) are allowed.</summary>
public sealed record OrderedMeasurement(IReadOnlyList<OrderedValue> Values) : Measurement;
