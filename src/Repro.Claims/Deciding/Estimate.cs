using Repro.Claims.Statistics;

namespace Repro.Claims.Deciding;

/// <summary>An estimate with its interval, in the claim's unit.</summary>
internal sealed record Estimate(double Value, Interval Interval, int N)
{
    /// <summary>p value against chance by permutation, where the kind has one: Supported needs it at or below alpha too.</summary>
    public double? Chance { get; init; }

    /// <summary>The least level that the interval's resampling can tell apart; 0 where it has no such limit.</summary>
    public double Resolution { get; init; }

    /// <summary>What the data add to the described estimand, or null.</summary>
    public string? Note { get; init; }
}
