namespace Repro.Claims.Results;

/// <summary>A claim of the ledger that the run's tier does not answer, and why: so that what was not asked is said too.</summary>
public sealed record UntestedClaim(string Id, string Title, string Reason);
