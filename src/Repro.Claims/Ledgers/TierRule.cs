using System.Text.Json.Serialization;

namespace Repro.Claims.Ledgers;

/// <summary>What a tier changes of a claim. The threshold is never among it.</summary>
/// <param name="Expected">The verdict expected in this tier.</param>
/// <param name="Reason">Why, where it is not Supported, or where controls are replaced.</param>
/// <param name="Metrics">Metrics in place of the claim's, or null.</param>
/// <param name="Controls">Controls in place of the claim's, or null.</param>
/// <param name="Preconditions">Preconditions in place of the claim's, or null.</param>
public sealed record TierRule(
    Verdict Expected,
    string? Reason,
    IReadOnlyList<string>? Metrics,
    IReadOnlyList<Control>? Controls,
    IReadOnlyList<Control>? Preconditions)
{
    /// <summary>No run of this tier can test the claim, whatever it measures; <see cref="Reason"/> says why. The verdict is NotRun.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Untestable { get; init; }

    /// <summary>Answered only by a run of the whole tier, or by id: it takes too long for every run.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Whole { get; init; }
}
