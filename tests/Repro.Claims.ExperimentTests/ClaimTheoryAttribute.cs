using Xunit.Sdk;

namespace Repro.Claims.ExperimentTests;

/// <summary>One test a claim of the ledger and tier. Name = id and title; traits Claim, Tier, Category.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Repro.Claims.ExperimentTests.ClaimDiscoverer", "Repro.Claims.ExperimentTests")]
public sealed class ClaimTheoryAttribute : FactAttribute;
