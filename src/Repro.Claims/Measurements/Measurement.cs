using System.Text.Json.Serialization;

namespace Repro.Claims.Measurements;

/// <summary>What an experiment hands to a claim: numbers only, nothing of how they were made.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ProportionMeasurement), "proportion")]
[JsonDerivedType(typeof(PairedMeasurement), "paired")]
[JsonDerivedType(typeof(CosineMeasurement), "cosine")]
[JsonDerivedType(typeof(ExactMeasurement), "exact")]
[JsonDerivedType(typeof(AccuracyMeasurement), "accuracy")]
[JsonDerivedType(typeof(OrderedMeasurement), "ordered")]
[JsonDerivedType(typeof(SeriesMeasurement), "series")]
[JsonDerivedType(typeof(MissingMeasurement), "missing")]
public abstract record Measurement
{
    /// <summary>Identity of the judge behind the numbers (name, version, hash), or null where no judge was involved.</summary>
    public string? Judge { get; init; }
}
