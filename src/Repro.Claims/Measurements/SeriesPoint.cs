namespace Repro.Claims.Measurements;

/// <summary>One point of a series, such as a share at a training step.</summary>
public sealed record SeriesPoint(double X, double Y);
