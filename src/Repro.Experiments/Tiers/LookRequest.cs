using Repro.Claims.Ledgers;

namespace Repro.Experiments.Tiers;

/// <summary>A run that looks at its answers while they come, and stops asking where they decide.</summary>
/// <param name="Count">Looks, the last one at all planned answers.</param>
/// <param name="Claims">The claims that are decided.</param>
public sealed record LookRequest(int Count, IReadOnlyList<Claim> Claims);
