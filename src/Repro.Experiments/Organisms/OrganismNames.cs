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
}
