namespace Repro.Claims.Ledgers;

/// <summary>Another reading of the claim, where the paper's text and its code differ.</summary>
/// <param name="Name">Such as <c>as-written</c> or <c>as-coded</c>.</param>
/// <param name="Note">How this reading differs.</param>
public sealed record ClaimVariant(string Name, string Note);
