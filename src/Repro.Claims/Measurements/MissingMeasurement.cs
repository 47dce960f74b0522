namespace Repro.Claims.Measurements;

/// <summary>Nothing was measured, and why: the claim's verdict is NotRun with this reason.</summary>
public sealed record MissingMeasurement(string Reason) : Measurement;
