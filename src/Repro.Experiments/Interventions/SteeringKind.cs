namespace Repro.Experiments.Interventions;

/// <summary>Which vectors are added to the residual stream.</summary>
public static class SteeringKind
{
    /// <summary>The mean-diff vector of the layer (P1 §3.2).</summary>
    public const string General = "general";

    /// <summary>Control: a random vector with the norm of the layer's own. (The papers' code leaves out a division: its vectors are √d times longer, ledger note E.5.)</summary>
    public const string Random = "random";

    /// <summary>Control: a random vector orthogonal to the layer's own, with its norm.</summary>
    public const string Orthogonal = "orthogonal";

    /// <summary>Control: the mean-diff vector of the same answers with their labels shuffled, scaled to the norm of the real one.</summary>
    public const string Permuted = "permuted";

    /// <summary>Control: the layer's own vector, added no times.</summary>
    public const string Zero = "zero";

    /// <summary>Every kind.</summary>
    public static IReadOnlyList<string> All { get; } = [General, Random, Orthogonal, Permuted, Zero];
}
