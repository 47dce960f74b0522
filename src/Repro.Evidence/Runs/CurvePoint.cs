using System.Text.Json.Serialization;

namespace Repro.Evidence.Runs;

/// <summary>One point: the layer index or category name on the horizontal axis, the value, and its interval.</summary>
public sealed record CurvePoint(string X, double Value, double? Low = null, double? High = null)
{
    /// <summary>Whether this point was chosen among the others, such as the best cell of a sweep. Left out of JSON when false.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Chosen { get; init; }
}
