using Repro.Claims.Deciding;
using Repro.Claims.Ledgers;
using Repro.Claims.Measurements;
using Repro.Claims.Multiverses;
using Repro.Claims.Results;

namespace Repro.Claims.Looks;

/// <summary>
/// Decides claims while their answers come in waves. Behind each wave every claim that is still open is decided over all answers so far, its controls
/// too, at the level of that look; each one-sided error of all looks together keeps the claim's alpha. A claim closes at the first look that supports or
/// refutes it. Invalid and Inconclusive leave it open until the last look: a control that few answers cannot show to hold may hold with more.
/// </summary>
public static class Sequential
{
    /// <summary>
    /// The results, in the order of the claims. A claim without a metric that is counted from answers is decided once, at its alpha: at the first look, or
    /// at the last where its controls are counted from answers.
    /// </summary>
    /// <param name="claims">The claims.</param>
    /// <param name="tier">miniature or paper.</param>
    /// <param name="plan">The looks.</param>
    /// <param name="isScored">Whether a metric is counted from answers.</param>
    /// <param name="measure">What is known at a look of the metrics named: those of the claims that are still open.</param>
    /// <exception cref="InputException">As for <see cref="Decider.Decide"/>.</exception>
    public static IReadOnlyList<ClaimResult> Decide(IReadOnlyList<Claim> claims, string tier, LookPlan plan, Func<string, bool> isScored, Func<int, IReadOnlyList<string>, LookBook> measure)
        => Families.Adjust([.. claims.Zip(Close(claims, tier, plan, isScored, measure, levels: true))]);

    /// <summary>The same without families, and without p values unless <paramref name="levels"/> asks for them: they cost most of the time.</summary>
    internal static IReadOnlyList<ClaimResult> Close(IReadOnlyList<Claim> claims, string tier, LookPlan plan, Func<string, bool> isScored, Func<int, IReadOnlyList<string>, LookBook> measure, bool levels)
    {
        var results = new ClaimResult?[claims.Count];
        for (var look = 1; look <= plan.Looks; look++)
        {
            int[] due = [.. Enumerable.Range(0, claims.Count).Where(i => results[i] is null && IsDue(claims[i], tier, plan, look, isScored))];
            if (due.Length == 0)
                continue;
            var known = measure(look, [.. due.SelectMany(i => claims[i].NeededIn(tier)).Distinct(StringComparer.Ordinal)]);
            foreach (var i in due)
                results[i] = claims[i].MetricsIn(tier).Any(isScored) ? Look(claims[i], tier, plan, look, known, levels) : Decider.Judge(claims[i], tier, known.Book, levels);
        }
        return results!;
    }

    /// <summary>The results with <see cref="ClaimResult.Multiverse"/>: each claim over the answers that it was decided from, at the level of its look.</summary>
    /// <param name="claims">The claims, in the order of the results.</param>
    /// <param name="results">What <see cref="Decide"/> gave.</param>
    /// <param name="plan">The looks.</param>
    /// <param name="all">What was known at the end.</param>
    public static IReadOnlyList<ClaimResult> AddMultiverse(IReadOnlyList<Claim> claims, IReadOnlyList<ClaimResult> results, LookPlan plan, LookBook all)
    {
        var rows = results.ToArray();
        foreach (var look in results.Select((result, i) => (result, i)).Where(r => r.result.Sequential is not null).GroupBy(r => r.result.Sequential!.Look))
        {
            var then = all.After(plan.Samples[look.Key - 1]);
            var added = Multiverse.Add([.. look.Select(r => claims[r.i] with { Alpha = r.result.Sequential!.Alpha })], [.. look.Select(r => r.result)], then.Book, then.Scores);
            foreach (var ((_, i), result) in look.Zip(added))
                rows[i] = result;
        }
        return rows;
    }

    private static bool IsDue(Claim claim, string tier, LookPlan plan, int look, Func<string, bool> isScored)
        => claim.MetricsIn(tier).Any(isScored) || look == (claim.NeededIn(tier).Any(isScored) ? plan.Looks : 1);

    /// <summary>The result of a look that closes the claim; null where it stays open.</summary>
    private static ClaimResult? Look(Claim claim, string tier, LookPlan plan, int look, LookBook known, bool levels)
    {
        var strict = claim with { Alpha = plan.Level(look, claim.Alpha) };
        var result = Decider.Judge(strict, tier, known.Book);
        if (result.Verdict is not (Verdict.Supported or Verdict.Refuted or Verdict.NotRun) && look < plan.Looks)
            return null;
        if (result.Verdict == Verdict.NotRun)
            return result;
        if (levels)
            result = Decider.Judge(strict, tier, known.Book, levels: true);
        var cells = known.Cells(claim.NeededIn(tier));
        return result with
        {
            Sequential = new SequentialDecision(look, plan.Looks, strict.Alpha, cells * plan.Samples[look - 1], cells * plan.Samples[^1]),
            PSupported = result.PSupported is { } supported ? plan.Overall(look, supported, claim.Alpha) : null,
            PRefuted = result.PRefuted is { } refuted ? plan.Overall(look, refuted, claim.Alpha) : null,
        };
    }
}
