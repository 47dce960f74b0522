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

    /// <summary>The middle three of <see cref="Nine"/> (P1: 21-23).</summary>
    public IReadOnlyList<int> Three => [.. Nine.Skip((Nine.Count - 3) / 2).Take(3)];

    /// <summary>The first and the last three blocks.</summary>
    public IReadOnlyList<int> Outer => [.. Enumerable.Range(0, Count).Where(layer => layer < 3 || layer >= Count - 3)];

    /// <summary>The block at the share of the depth that a block of P1's 48 has: floor(layer x Count / 48).</summary>
    public int At(int layer) => layer * Count / PaperDepth;

    private const int PaperDepth = 48;
}
