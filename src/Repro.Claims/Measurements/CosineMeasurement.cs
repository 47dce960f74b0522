using System.Text.Json.Serialization;

namespace Repro.Claims.Measurements;

/// <summary>Cosine similarities of directions, for every pair and layer, each with bootstrap draws over the responses that formed the means.</summary>
/// <param name="Layers">One row a (pair, layer). Draw i of every row comes from the same resampling.</param>
public sealed record CosineMeasurement(IReadOnlyList<CosineLayer> Layers) : Measurement
{
    /// <summary>The same rows from directions of permuted labels: draw i of every row is one permutation. Null where none was made.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<CosineLayer>? Null { get; init; }
}
