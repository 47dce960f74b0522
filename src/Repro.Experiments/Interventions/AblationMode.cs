namespace Repro.Experiments.Interventions;

/// <summary>Which vector an ablation removes at each layer.</summary>
public static class AblationMode
{
    /// <summary>Each layer's own mean-diff vector (P1 §3.4).</summary>
    public const string Layerwise = "layerwise";

    /// <summary>One layer's vector at all layers (P1 §3.4: layer 24).</summary>
    public const string Single = "single";

    /// <summary>The nine-adapter organism's one vector, at all layers of another organism (P1 §3.4).</summary>
    public const string Transfer = "transfer";

    /// <summary>Control: a random vector with the norm of the single direction, another at each layer (P1 §3.4).</summary>
    public const string Random = "random";

    /// <summary>Control: a random vector orthogonal to each layer's own.</summary>
    public const string Orthogonal = "orthogonal";

    /// <summary>Control: the hooks run with strength 0 and must change nothing.</summary>
    public const string Zero = "zero";

    /// <summary>One layer's vector at that layer alone (P1 App D; what the released script does for P1 §3.4 too).</summary>
    public const string OneLayer = "one-layer";

    /// <summary>Control: a random vector at that layer alone.</summary>
    public const string OneLayerRandom = "one-layer-random";

    /// <summary>Every mode.</summary>
    public static IReadOnlyList<string> All { get; } = [Layerwise, Single, Transfer, Random, Orthogonal, Zero, OneLayer, OneLayerRandom];
}
