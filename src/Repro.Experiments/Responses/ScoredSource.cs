using Repro.Claims.Multiverses;

namespace Repro.Experiments.Responses;

/// <summary>What a metric was counted from, so that it can be counted again in other ways.</summary>
/// <param name="Outcome">What is counted.</param>
/// <param name="Condition">Whose answers; of pairs, the side after.</param>
/// <param name="Before">The side before, of a paired metric; null for a share.</param>
public sealed record ScoredSource(ScoredOutcome Outcome, ScoredCondition Condition, ScoredCondition? Before = null)
{
    /// <summary>Both conditions, or the one.</summary>
    public IEnumerable<ScoredCondition> Conditions => Before is null ? [Condition] : [Condition, Before];
}
