using System.Text.Json.Serialization;

namespace Repro.Claims;

/// <summary>How a measured value stands to the golden one. A second axis beside <see cref="Verdict"/>: drift is not refutation.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Reproduction>))]
public enum Reproduction
{
    /// <summary>No golden exists for this claim and tier.</summary>
    NoReference,

    /// <summary>Every recorded number is equal, bit for bit.</summary>
    Bitwise,

    /// <summary>Every number lies within the golden's own stated tolerance.</summary>
    WithinTolerance,

    /// <summary>Outside the tolerance, but the two intervals overlap.</summary>
    StatisticallyConsistent,

    /// <summary>The intervals do not overlap: machine, library or code moved the result.</summary>
    Drifted,
}
