namespace Repro.Claims.Measurements;

/// <summary>A number without sampling error, and how it follows.</summary>
public sealed record ExactMeasurement(double Value, string Derivation) : Measurement;
