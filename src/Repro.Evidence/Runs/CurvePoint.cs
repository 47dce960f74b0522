namespace Repro.Evidence.Runs;

/// <summary>One point: the layer index or category name on the horizontal axis, the value, and its interval.</summary>
public sealed record CurvePoint(string X, double Value, double? Low = null, double? High = null);
