namespace Repro.Claims.Ledgers;

/// <summary>Names as the ledger writes them.</summary>
internal static class LedgerText
{
    /// <summary>The key that stands for all tiers at once.</summary>
    public const string EveryTier = "every";

    /// <summary>What answers may be clustered by.</summary>
    public static IReadOnlyList<string> Clusters { get; } = ["question"];

    /// <summary>A kind or a rule: its name in lower case.</summary>
    public static string Of<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
