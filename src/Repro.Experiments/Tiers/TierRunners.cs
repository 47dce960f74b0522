using Repro.Claims;

namespace Repro.Experiments.Tiers;

/// <summary>The runner of each tier.</summary>
public static class TierRunners
{
    /// <summary>The runner of <paramref name="tier"/>.</summary>
    /// <exception cref="InputException">No tier has that name, or this build has no runner for it.</exception>
    public static ITierRunner For(string tier, TimeProvider? time = null) =>
        throw new InputException($"This build has no runner for the tier '{Claims.Tiers.Check(tier)}'.");
}
