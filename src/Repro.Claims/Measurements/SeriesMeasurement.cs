namespace Repro.Claims.Measurements;

/// <summary>A series in order of x, with independent errors.</summary>
public sealed record SeriesMeasurement(IReadOnlyList<SeriesPoint> Points) : Measurement;
