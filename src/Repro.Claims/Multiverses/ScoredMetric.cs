using System.Text.Json.Serialization;

namespace Repro.Claims.Multiverses;

/// <summary>How a metric of the book follows from scores: a share of one condition's answers, or answers before and after in pairs.</summary>
/// <param name="Outcome">What is counted.</param>
/// <param name="Condition">Whose answers; of pairs, the side after.</param>
public sealed record ScoredMetric(ScoredOutcome Outcome, string Condition)
{
    /// <summary>The side before, of a paired metric; null for a share.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Before { get; init; }

    /// <summary>Both conditions, or the one.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Conditions => Before is { } before ? [Condition, before] : [Condition];

    /// <summary>The cuts that the metric is measured with.</summary>
    [JsonIgnore]
    public ScoreCuts Cuts => Outcome is ScoredOutcome.Misaligned or ScoredOutcome.Coherent ? ScoreCuts.Papers : ScoreCuts.Scaling;
}
