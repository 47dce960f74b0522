using System.Text.Json.Serialization;

namespace Repro.Claims.Results;

/// <summary>Looks of a run, and what they saved.</summary>
/// <param name="Samples">Answers to each question behind each planned look.</param>
/// <param name="Planned">Answers that the claims would have taken, all at once.</param>
/// <param name="Drawn">Answers that were drawn.</param>
public sealed record LookTotals(IReadOnlyList<int> Samples, long Planned, long Drawn)
{
    /// <summary>Share of the planned answers that were not drawn.</summary>
    [JsonIgnore]
    public double Saved => Planned == 0 ? 0 : 1 - ((double)Drawn / Planned);
}
