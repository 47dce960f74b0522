using Repro.Claims.Ledgers;
using Repro.Claims.Statistics;

namespace Repro.Claims.Deciding;

/// <summary>Reasons in plain words.</summary>
internal static class Words
{
    public static string Number(double value) => value.ToString("0.###");

    /// <summary>The level of an interval in %, with as many digits as tell it from 100.</summary>
    public static string Level(double alpha) => (100 * (1 - (2 * alpha))).ToString($"0.##{new string('#', Math.Clamp((int)Math.Ceiling(-Math.Log10(200 * alpha)) - 1, 0, 10))}");

    /// <summary>Why the interval decides, or what would have.</summary>
    public static string Reason(Claim claim, Estimate estimate, Verdict verdict)
    {
        var (low, high) = (estimate.Interval.Low, estimate.Interval.High);
        var rule = claim.Comparator == Comparator.Within
            ? $"within {Number(-claim.Threshold)} to {Number(claim.Threshold)}"
            : $"{claim.Comparator.Symbol()} {Number(claim.Threshold)}";
        var range = low == high ? $"{Number(low)}" : $"{Number(low)} to {Number(high)}";
        if (verdict == Verdict.Inconclusive && estimate.Chance > claim.Alpha && Rule.Judge(claim, estimate.Interval) == Verdict.Supported)
            return $"All of the interval, {range}, is {rule}, but chance gives as much with p = {Number(estimate.Chance.Value)}, and at most {Number(claim.Alpha)} may.";
        return verdict switch
        {
            Verdict.Supported when low == high => $"{range} is {rule}.",
            Verdict.Supported => $"All of the interval, {range}, is {rule}.",
            Verdict.Refuted when low == high => $"{range} is not {rule}.",
            Verdict.Refuted => $"None of the interval, {range}, is {rule}.",
            _ => $"The interval, {range}, does not decide {rule}. {Needed(claim, estimate)}",
        };
    }

    private static string Needed(Claim claim, Estimate estimate)
    {
        var (low, high, value) = (estimate.Interval.Low, estimate.Interval.High, estimate.Value);
        var threshold = claim.Comparator == Comparator.Within && value < 0 ? -claim.Threshold : claim.Threshold;
        var half = value < threshold ? high - value : value - low;
        var what = claim.Estimand switch
        {
            EstimandKind.Cosine or EstimandKind.EveryCosine => "responses behind the means",
            EstimandKind.Population or EstimandKind.Ordered => "questions",
            EstimandKind.Accuracy => "groups",
            EstimandKind.ChangePoint => "points",
            _ => null,
        };
        var unit = what is null ? estimate.N : 100;
        var needed = Power.Needed(unit, half, Math.Abs(value - threshold), claim.Alpha);
        return needed is null ? "The estimate stands on the threshold, so no number of answers would decide."
            : what is not null ? $"About {Math.Ceiling(needed.Value / 10.0) / 10} times as many {what} would, with 80 % power, if the estimate is right."
            : $"About n = {needed} would, with 80 % power, if the estimate is right; now n = {estimate.N}.";
    }
}
