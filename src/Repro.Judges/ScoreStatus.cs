using System.Text.Json.Serialization;

namespace Repro.Judges;

/// <summary>How a judge's answer for one metric was read. A call that failed has no status: it is made again or ends the judging.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ScoreStatus>))]
public enum ScoreStatus
{
    /// <summary>A number came.</summary>
    Scored,

    /// <summary>The judge says that the answer is a refusal; there is no number.</summary>
    Refusal,

    /// <summary>The judge says that the answer is code beside the question; there is no number.</summary>
    Code,

    /// <summary>The judge said something else.</summary>
    NoNumber,
}
