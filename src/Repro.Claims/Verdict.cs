using System.Text.Json.Serialization;

namespace Repro.Claims;

/// <summary>What the evidence says of a claim. Never says whether the numbers were reproduced: that is <see cref="Reproduction"/>.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Verdict>))]
public enum Verdict
{
    /// <summary>The one-sided bound clears the threshold and every required control passed.</summary>
    Supported,

    /// <summary>The other bound misses the threshold.</summary>
    Refuted,

    /// <summary>Neither bound decides; the reason names the sample size that would.</summary>
    Inconclusive,

    /// <summary>A precondition failed: coherence floor, missing scores, a control not run or not passed.</summary>
    Invalid,

    /// <summary>There was nothing to measure with: no weights, no GPU, no data. Never counts as success.</summary>
    NotRun,
}
