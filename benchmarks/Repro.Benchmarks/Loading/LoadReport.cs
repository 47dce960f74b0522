using System.Text.Json.Serialization;

namespace Repro.Benchmarks.Loading;

/// <summary>What one turn took: seconds of the clock, bytes of the files, the process's peak and the model's own size in bytes.</summary>
internal sealed record LoadReport(
    [property: JsonPropertyName("seconds")] double Seconds,
    [property: JsonPropertyName("bytes")] long Bytes,
    [property: JsonPropertyName("peak")] long Peak,
    [property: JsonPropertyName("model")] long Model)
{
    /// <summary>GB of the files a second.</summary>
    [JsonIgnore]
    public double Rate => Bytes / Seconds / 1e9;
}
