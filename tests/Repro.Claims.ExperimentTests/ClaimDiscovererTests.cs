namespace Repro.Claims.ExperimentTests;

/// <summary>What <c>dotnet test --filter</c> relies on.</summary>
public sealed class ClaimDiscovererTests
{
    [Fact]
    public void Every_claim_has_a_rule_for_every_tier() =>
        TestPaths.Ledger.Claims.Should().OnlyContain(claim => Claims.Tiers.All.All(claim.Tiers.ContainsKey));

    [Fact]
    public void The_selected_tiers_are_tiers() => TestPaths.Tiers.Should().NotBeEmpty().And.BeSubsetOf(Claims.Tiers.All);
}
