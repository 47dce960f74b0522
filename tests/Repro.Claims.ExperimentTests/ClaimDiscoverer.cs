using Xunit.Abstractions;
using Xunit.Sdk;

namespace Repro.Claims.ExperimentTests;

/// <summary>Turns the ledger into test cases: every claim in every tier that <c>REPRO_TIERS</c> selects (default: published and miniature).</summary>
public sealed class ClaimDiscoverer(IMessageSink diagnostics) : IXunitTestCaseDiscoverer
{
    /// <inheritdoc/>
    public IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        from tier in TestPaths.Tiers
        from claim in TestPaths.Ledger.Claims
        select new ClaimTestCase(diagnostics, testMethod, tier, claim.Id, claim.Title);
}
