using System.Globalization;
using Repro.Claims;
using Repro.Claims.Ledgers;
using Repro.Claims.Results;

namespace Repro.Cli.Screen;

/// <summary>docs/RESULTS.md: every claim that a tier answered, with the paper's number, the measured one, the verdict and one sentence of reading.</summary>
internal static class ResultsPage
{
    /// <summary>The page. Only the ledger and <paramref name="results"/> enter, so that it can be made again from approved results.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="tier">The tier of the results.</param>
    /// <param name="results">Verdict, value and interval by claim id; others of a result are not read.</param>
    internal static string Of(Ledger ledger, string tier, IReadOnlyDictionary<string, ClaimResult> results)
    {
        var rows = ledger.Claims.Where(claim => results.TryGetValue(claim.Id, out var result) && result.Verdict != Verdict.NotRun).ToList();
        var counts = rows.GroupBy(claim => results[claim.Id].Verdict).OrderBy(g => g.Key).Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Count()} {g.Key}"));
        return string.Join('\n', [
            $"# Results of the {tier} tier",
            "",
            $"Written by `./repro results RUN` from a run's claims.json; a test holds every row against the approved results in golden/claims/{tier}. Intervals are two-sided 90 %: each end is the bound of a",
            "one-sided 5 % test. `./repro claims show ID` has the claim in full, its controls and its source.",
            "",
            $"{rows.Count} claims: {string.Join(", ", counts)}.",
            "",
            "| claim | paper | measured | verdict | reading |",
            "|---|---|---|---|---|",
            .. rows.Select(claim => Row(claim, tier, results[claim.Id])),
            "",
        ]);
    }

    /// <summary>One claim's row.</summary>
    internal static string Row(Claim claim, string tier, ClaimResult result)
    {
        var paper = claim.PaperValue is { } value ? Numbers.Format(value, claim.Unit) : "";
        var measured = Numbers.Value(result with { Unit = claim.Unit });
        return $"| {claim.Id} {claim.Title} | {paper} | {measured} | {result.Verdict} | {Reading(claim, tier, result).Replace("|", "\\|", StringComparison.Ordinal)} |";
    }

    private static string Reading(Claim claim, string tier, ClaimResult result)
    {
        var rule = claim.Tiers[tier];
        if (result.Verdict == rule.Expected && rule.Reason is { } reason) return reason;
        var claimed = $"{claim.Comparator.Symbol()} {Numbers.Format(claim.Threshold, claim.Unit)}";
        return (result.Verdict, claim.Arithmetic) switch
        {
            (Verdict.Supported, not null) => "The paper's own numbers give it.",
            (Verdict.Refuted, not null) => "The paper's own numbers do not give it.",
            (Verdict.Supported, _) when claim.Estimand == EstimandKind.Exact => $"Holds here: it is {claimed}.",
            (Verdict.Refuted, _) when claim.Estimand == EstimandKind.Exact => $"Does not hold here: it is not {claimed}.",
            (Verdict.Supported, _) => $"Holds here: the whole interval is {claimed}.",
            (Verdict.Refuted, _) => $"Does not hold here: no part of the interval is {claimed}.",
            (Verdict.Inconclusive, _) => $"Open: the interval has both sides of {claimed}.",
            _ => "A control or precondition failed, so that the number says nothing.",
        };
    }
}
