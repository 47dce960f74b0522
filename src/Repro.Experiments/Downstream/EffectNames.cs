namespace Repro.Experiments.Downstream;

/// <summary>The changes of the chat model whose effects are compared.</summary>
public static class EffectNames
{
    /// <summary>The organism's adapter.</summary>
    public const string Adapter = "adapter";

    /// <summary>Steering by the organism's mean-diff vector, once, at the adapter's block.</summary>
    public const string Direction = "direction";

    /// <summary>Steering by random vectors of the same norm.</summary>
    public static IReadOnlyList<string> Random { get; } = ["random-0", "random-1"];

    /// <summary>Steering by directions of permuted labels, scaled to the same norm.</summary>
    public static IReadOnlyList<string> Permuted { get; } = ["permuted-0", "permuted-1"];

    /// <summary>Every change.</summary>
    public static IReadOnlyList<string> All { get; } = [Adapter, Direction, .. Random, .. Permuted];
}
