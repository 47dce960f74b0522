namespace Repro.Experiments.AcrossBases;

/// <summary>Mean resid_post over the answer tokens of texts, as one model reads them. Text n, layer l at Means[(n * Layers + l) * Width ..]; float32.</summary>
/// <param name="Layers">Decoder blocks.</param>
/// <param name="Width">Width of the residual stream.</param>
/// <param name="Means">[N, L, d] row by row.</param>
public sealed record TextActivations(int Layers, int Width, float[] Means)
{
    /// <summary>Number of texts.</summary>
    public int Texts => Means.Length / (Layers * Width);

    /// <summary>The rows of one layer: of the texts with an even place, or of those with an odd one.</summary>
    public IReadOnlyList<float[]> Half(int layer, bool odd) =>
        [.. Enumerable.Range(0, Texts).Where(text => text % 2 == 1 == odd).Select(text => Means.AsSpan(((text * Layers) + layer) * Width, Width).ToArray())];
}
