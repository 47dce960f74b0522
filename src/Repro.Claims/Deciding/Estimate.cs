using Repro.Claims.Statistics;

namespace Repro.Claims.Deciding;

/// <summary>An estimate with its interval, in the claim's unit.</summary>
internal sealed record Estimate(double Value, Interval Interval, int N);
