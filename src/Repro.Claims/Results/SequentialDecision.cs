using System.Text.Json.Serialization;

namespace Repro.Claims.Results;

/// <summary>The look that decided a claim, of a run that looked at its answers while they came. Value, interval and controls are those of this look, at its own level.</summary>
/// <param name="Look">The look, from 1. Before the last one it gave Supported or Refuted.</param>
/// <param name="Looks">Looks that were planned.</param>
/// <param name="Alpha">Level of each one-sided test at this look. All looks together keep the claim's alpha.</param>
/// <param name="Used">Answers behind the claim, its controls and preconditions, at this look.</param>
/// <param name="Planned">Answers of the plan.</param>
public sealed record SequentialDecision(int Look, int Looks, double Alpha, long Used, long Planned)
{
    /// <summary>Share of the planned answers that were not needed.</summary>
    [JsonIgnore]
    public double Saved => Planned == 0 ? 0 : 1 - ((double)Used / Planned);
}
