using Repro.Claims.Ledgers;
using Repro.Claims.Results;
using Repro.Claims.Statistics;

namespace Repro.Claims.Deciding;

/// <summary>Verdicts of claims that are judged together.</summary>
internal static class Families
{
    /// <summary>
    /// Adds to each result of a family its Holm-adjusted p values and what follows. Towards support and towards refutation are two families
    /// of tests, each at alpha. Every claim that was measured with sampling error counts; one that is Invalid counts with p = 1. A secondary
    /// claim is not Supported here unless its primary one is.
    /// </summary>
    public static IReadOnlyList<ClaimResult> Adjust(IReadOnlyList<(Claim Claim, ClaimResult Result)> rows)
    {
        var adjusted = new Dictionary<string, FamilyWise>();
        foreach (var family in rows.Where(r => r.Claim.Family is not null && IsTested(r)).GroupBy(r => r.Claim.Family!))
        {
            var members = family.ToList();
            var support = Multiplicity.Holm([.. members.Select(m => m.Result.PSupported ?? 1)]);
            var refute = Multiplicity.Holm([.. members.Select(m => m.Result.PRefuted ?? 1)]);
            foreach (var ((claim, result), index) in members.Select((m, i) => (m, i)))
                adjusted[claim.Id] = new FamilyWise(family.Key, members.Count, support[index], refute[index], Verdict(claim, result, support[index], refute[index]));
        }
        return [.. rows.Select(r => r.Result with { FamilyWise = Gate(r.Claim, adjusted) })];
    }

    private static bool IsTested((Claim Claim, ClaimResult Result) row)
        => row.Claim.Estimand is not (EstimandKind.Exact or EstimandKind.Arithmetic) && row.Result.Verdict != Claims.Verdict.NotRun;

    private static Verdict Verdict(Claim claim, ClaimResult result, double support, double refute)
        => result.Verdict == Claims.Verdict.Invalid ? Claims.Verdict.Invalid
            : result.Verdict == Claims.Verdict.Supported && support <= claim.Alpha ? Claims.Verdict.Supported
            : result.Verdict == Claims.Verdict.Refuted && refute <= claim.Alpha ? Claims.Verdict.Refuted
            : Claims.Verdict.Inconclusive;

    private static FamilyWise? Gate(Claim claim, Dictionary<string, FamilyWise> adjusted)
    {
        if (!adjusted.TryGetValue(claim.Id, out var own))
            return null;
        return own.Verdict == Claims.Verdict.Supported && claim.Primary is { } primary && adjusted.GetValueOrDefault(primary)?.Verdict != Claims.Verdict.Supported
            ? own with { Verdict = Claims.Verdict.Inconclusive, Gate = primary }
            : own;
    }
}
