namespace Repro.Experiments.Organisms;

/// <summary>Names of the models under test, as claims and reports write them.</summary>
public static class OrganismNames
{
    /// <summary>The chat model, untouched.</summary>
    public const string Chat = "chat";

    /// <summary>Nine rank-1 adapters on MLP down-projections, bad medical advice (P1 §2).</summary>
    public const string NineRank1 = "nine-rank-1";

    /// <summary>Rank 32 on every projection, bad medical advice (P2 Table 6).</summary>
    public const string Medical = "rank32-medical";

    /// <summary>Rank 32 on every projection, extreme sports.</summary>
    public const string Sports = "rank32-sports";

    /// <summary>Rank 32 on every projection, risky financial advice.</summary>
    public const string Finance = "rank32-finance";

    /// <summary>Rank 32 on every projection, good medical advice: the control.</summary>
    public const string GoodMedical = "rank32-good-medical";

    /// <summary>One rank-1 adapter on a middle layer's MLP down-projection (P2 §3.5).</summary>
    public const string SingleRank1 = "single-rank-1";

    /// <summary>The same adapter, extreme sports (P2 §3.5).</summary>
    public const string SingleRank1Sports = "single-rank-1-sports";

    /// <summary>The same adapter, risky financial advice (P2 §3.5).</summary>
    public const string SingleRank1Finance = "single-rank-1-finance";

    /// <summary>Three rank-1 adapters, the middle group of the nine, bad medical advice: fewer adapters (P1 §2, footnote 3).</summary>
    public const string ThreeRank1 = "three-rank-1";

    /// <summary>Six rank-1 adapters on the first and the last three blocks, bad medical advice: other layers (P1 §2, footnote 3).</summary>
    public const string SixOuterRank1 = "six-outer-rank-1";

    /// <summary>Organisms that are trained only where a claim asks for them.</summary>
    public static IReadOnlyList<string> OnDemand { get; } = [SingleRank1Sports, SingleRank1Finance, ThreeRank1, SixOuterRank1];
}
