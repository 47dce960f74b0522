using Repro.Claims.Deciding;
using Repro.Claims.Goldens;
using Repro.Claims.Ledgers;
using Repro.Claims.Measurements;
using Repro.Claims.Results;
using Repro.Claims.Statistics;
using Repro.Claims.Text;

namespace Repro.Claims;

/// <summary>From a claim and a book of measurements to a verdict. Knows nothing of how a measurement was made.</summary>
public static class Decider
{
    /// <summary>
    /// Supported when the one-sided bound at level alpha clears the threshold, Refuted when the other misses it, else Inconclusive.
    /// Invalid when a control or precondition failed or was not run, when too many scores are missing, or when judges are mixed.
    /// NotRun when a metric of the claim was not measured, or when the ledger says that the tier cannot test it. Bootstraps are seeded by claim and metric.
    /// </summary>
    /// <param name="claim">A row of the ledger.</param>
    /// <param name="tier">published, miniature or paper.</param>
    /// <param name="book">Measurements by key.</param>
    /// <param name="golden">The approved result, or null.</param>
    /// <exception cref="InputException">The tier is unknown, or a measurement is of the wrong kind.</exception>
    public static ClaimResult Decide(Claim claim, string tier, IReadOnlyDictionary<string, Measurement> book, Reference? golden = null)
    {
        var result = Judge(claim, tier, book, levels: true);
        return golden is null || claim.Tiers[tier].Untestable ? result : result with { Reproduction = GoldenComparer.Compare(result, golden).Reproduction };
    }

    /// <summary>The result without its golden, and without p values and training seeds unless <paramref name="levels"/> asks for them: they cost most of the time.</summary>
    internal static ClaimResult Judge(Claim claim, string tier, IReadOnlyDictionary<string, Measurement> book, bool levels = false)
    {
        var rule = claim.Tiers[Tiers.Check(tier)];
        var blank = new ClaimResult
        {
            Id = claim.Id,
            Title = claim.Title,
            Statement = claim.Statement,
            Tier = tier,
            Verdict = Verdict.NotRun,
            Expected = rule.Expected,
            Threshold = claim.Threshold,
            Comparator = claim.Comparator.Symbol(),
            Unit = claim.Unit,
            Estimand = Estimator.Describe(claim, claim.MetricsIn(tier).Count),
            PaperValue = claim.PaperValue,
            Source = $"{claim.Source.Paper}, {claim.Source.Section}",
        };
        if (rule.Untestable)
            return blank with { Reason = rule.Reason };
        return claim.Arithmetic is { } arithmetic ? Compute(claim, arithmetic, blank) : Measure(claim, tier, book, blank, levels);
    }

    /// <summary>
    /// <see cref="Decide"/> for each claim, in the order given, and beside each verdict the one that stays when the claims of a family are
    /// judged at one level (Holm) and a secondary claim waits for its primary one, as <see cref="ClaimResult.FamilyWise"/>. The plain verdicts do not change.
    /// </summary>
    /// <param name="claims">The claims of one run.</param>
    /// <param name="tier">published, miniature or paper.</param>
    /// <param name="book">Measurements by key.</param>
    /// <param name="golden">The approved result of a claim's id, or null.</param>
    /// <exception cref="InputException">As for <see cref="Decide"/>.</exception>
    public static IReadOnlyList<ClaimResult> DecideAll(
        IEnumerable<Claim> claims, string tier, IReadOnlyDictionary<string, Measurement> book, Func<string, Reference?>? golden = null)
        => Families.Adjust([.. claims.Select(c => (c, Decide(c, tier, book, golden?.Invoke(c.Id))))]);

    private static ClaimResult Compute(Claim claim, ArithmeticRule rule, ClaimResult blank)
    {
        var value = Formula.Evaluate(rule.Formula, rule.Inputs);
        var shown = rule.Digits is { } digits ? Math.Round(value, digits, MidpointRounding.AwayFromZero) : value;
        var exact = new Estimate(shown, new Interval(shown, shown), 0);
        var verdict = Rule.Judge(claim, exact);
        var scale = claim.Unit == "%" ? 100 : 1;
        var sampling = rule.Sampling is { } s
            ? IndependentRatio.Exact(s.Successes, s.Trials, s.ReferenceSuccesses, s.ReferenceTrials, claim.Alpha).Map(r => scale * r)
            : (Interval?)null;
        var interval = sampling ?? new Interval(value, value);
        return blank with
        {
            Verdict = verdict,
            Value = value,
            Interval = [interval.Low, interval.High],
            N = rule.Sampling is { } counts ? counts.Trials + counts.ReferenceTrials : 0,
            Reason = $"{rule.Formula} = {Words.Number(value)}. {Words.Reason(claim, exact, verdict)}"
                + (sampling is { } range ? $" From the answers behind the figures, it is only known to lie in {Words.Number(range.Low)} to {Words.Number(range.High)}." : ""),
        };
    }

    private static ClaimResult Measure(Claim claim, string tier, IReadOnlyDictionary<string, Measurement> book, ClaimResult blank, bool levels)
    {
        var metrics = claim.MetricsIn(tier);
        foreach (var key in metrics)
        {
            if (!book.TryGetValue(key, out var found) || found is MissingMeasurement)
            {
                var rule = claim.Tiers[tier];
                return blank with { Reason = (found as MissingMeasurement)?.Reason ?? (rule.Expected == Verdict.NotRun ? rule.Reason : $"'{key}' was not measured in this run.") };
            }
        }
        var checks = claim.PreconditionsIn(tier).Concat(claim.ControlsIn(tier)).Select(c => ControlCheck.Run(claim, c, book)).ToList();
        var judges = claim.KeysIn(tier).Select(k => book.GetValueOrDefault(k)?.Judge).OfType<string>().Distinct().ToList();
        var failures = checks.Select(c => c.Failure).OfType<string>().Concat(Missing(claim, tier, book)).ToList();
        if (judges.Count > 1)
            failures.Add($"one claim rests on one judge, and there are {judges.Count}: {string.Join("; ", judges)}");
        var result = blank with { Controls = [.. checks.Select(c => c.Result)], Judge = string.Join("; ", judges) is { Length: > 0 } judge ? judge : null };
        try
        {
            (string, Measurement)[] measured = [.. metrics.Select(k => (k, book[k]))];
            Estimate At(double alpha) => Estimator.Of(claim with { Alpha = alpha }, measured);
            var estimate = At(claim.Alpha);
            var verdict = failures.Count > 0 ? Verdict.Invalid : Rule.Judge(claim, estimate);
            var tested = levels && failures.Count == 0 && claim.Estimand != EstimandKind.Exact;
            return result with
            {
                Verdict = verdict,
                Value = estimate.Value,
                Interval = [estimate.Interval.Low, estimate.Interval.High],
                N = estimate.N,
                Estimand = blank.Estimand + estimate.Note,
                PSupported = tested ? Rule.P(claim, At, Verdict.Supported) : null,
                PRefuted = tested ? Rule.P(claim, At, Verdict.Refuted) : null,
                OverSeeds = levels ? SeedInterval.Of(claim, measured, estimate.Interval, failures.Count == 0) : null,
                Reason = failures.Count > 0 ? Sentence(failures) : Words.Reason(claim, estimate, verdict),
            };
        }
        catch (UndefinedException undefined)
        {
            return result with { Verdict = Verdict.Invalid, Reason = Sentence([.. failures, undefined.Message]) };
        }
    }

    private static IEnumerable<string> Missing(Claim claim, string tier, IReadOnlyDictionary<string, Measurement> book)
    {
        foreach (var key in claim.KeysIn(tier).Where(book.ContainsKey))
        {
            var (scored, missing) = book[key] switch
            {
                ProportionMeasurement p => (p.Counts.Sum(c => c.Trials), p.Missing),
                PairedMeasurement p => (p.Pairs.Count, p.Missing),
                _ => (0, 0),
            };
            var share = missing == 0 ? 0 : 100.0 * missing / (scored + missing);
            if (share > claim.MaxMissing)
                yield return $"{Words.Number(share)} % of the answers under '{key}' have no score, and at most {Words.Number(claim.MaxMissing)} % may";
        }
    }

    private static string Sentence(IReadOnlyList<string> parts)
    {
        var text = string.Join("; ", parts);
        return char.ToUpperInvariant(text[0]) + text[1..] + ".";
    }
}
