namespace Repro.Claims.Results;

/// <summary>claims.json: the answer of one run.</summary>
/// <param name="Run">The run's id.</param>
/// <param name="Tier">published, miniature or paper.</param>
/// <param name="Started">Start, UTC.</param>
/// <param name="Finished">End, UTC.</param>
/// <param name="Claims">One row a claim, in the ledger's order.</param>
public sealed record ClaimsDocument(string Run, string Tier, DateTimeOffset Started, DateTimeOffset Finished, IReadOnlyList<ClaimResult> Claims);
