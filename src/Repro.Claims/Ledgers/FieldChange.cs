namespace Repro.Claims.Ledgers;

/// <summary>One field of a claim in two versions.</summary>
/// <param name="Field">Its place, in the ledger's words: <c>threshold</c>, <c>tiers.miniature.expected</c>.</param>
/// <param name="Was">Its value before; <c>nothing</c> where it was absent.</param>
/// <param name="Now">Its value now.</param>
public sealed record FieldChange(string Field, string Was, string Now)
{
    /// <summary><c>threshold: 90 -> 80</c></summary>
    public override string ToString() => $"{Field}: {Was} -> {Now}";
}
