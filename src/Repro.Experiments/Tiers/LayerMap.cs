namespace Repro.Experiments.Tiers;

/// <summary>Which decoder blocks the experiments name, counted from 0. P1 uses 15-17, 21-23, 27-29 and 24 of 48 (P1 §2, §3.1).</summary>
public sealed record LayerMap
{
    /// <summary>Number of decoder blocks.</summary>
    public required int Count { get; init; }

    /// <summary>The nine blocks whose MLP down-projection carries a rank-1 adapter, in three groups of three.</summary>
    public required IReadOnlyList<int> Nine { get; init; }

    /// <summary>The block of the single rank-1 organism.</summary>
    public required int Single { get; init; }

    /// <summary>The block whose direction is ablated from all layers (P1 §3.4: layer 24).</summary>
    public required int Ablation { get; init; }
}
