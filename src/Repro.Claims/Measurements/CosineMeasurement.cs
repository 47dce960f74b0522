namespace Repro.Claims.Measurements;

/// <summary>Cosine similarities of directions, for every pair and layer, each with bootstrap draws over the responses that formed the means.</summary>
/// <param name="Layers">One row a (pair, layer). Draw i of every row comes from the same resampling.</param>
public sealed record CosineMeasurement(IReadOnlyList<CosineLayer> Layers) : Measurement;
