using Repro.Claims.Looks;
using Repro.Claims.Results;

namespace Repro.Experiments.Tiers;

/// <summary>What a run that looked at its answers while they came decided.</summary>
/// <param name="Plan">The looks.</param>
/// <param name="Results">A result for each claim of the request.</param>
/// <param name="Totals">Answers planned and drawn.</param>
public sealed record LookOutcome(LookPlan Plan, IReadOnlyList<ClaimResult> Results, LookTotals Totals);
