namespace Repro.Experiments.Interventions;

/// <summary>What is projected out of an adapter's B vector, and whether B keeps its norm.</summary>
public static class AdapterMode
{
    /// <summary>The layer's mean-diff vector (P1 App D, as written).</summary>
    public const string FromB = "from-b";

    /// <summary>The same, and B scaled back to the norm that it had (P1 App D, as coded).</summary>
    public const string FromBRenormalised = "from-b-renormalised";

    /// <summary>Control: a random vector.</summary>
    public const string FromBRandom = "from-b-random";

    /// <summary>Control: the copy is made with strength 0 and must change nothing.</summary>
    public const string FromBZero = "from-b-zero";

    /// <summary>Every mode.</summary>
    public static IReadOnlyList<string> All { get; } = [FromB, FromBRenormalised, FromBRandom, FromBZero];
}
