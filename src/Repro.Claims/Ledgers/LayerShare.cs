namespace Repro.Claims.Ledgers;

/// <summary>How many layers may miss a cosine's threshold: <paramref name="Layers"/> of <paramref name="Of"/>, scaled to the model's depth.</summary>
public sealed record LayerShare(int Layers, int Of)
{
    /// <summary>floor(depth x Layers / Of).</summary>
    public int Allowed(int depth) => depth * Layers / Of;
}
