using Repro.Claims.Ledgers;
using Repro.Claims.Measurements;
using Repro.Claims.Results;

namespace Repro.Claims.Deciding;

/// <summary>Whether a control or precondition shows what it must.</summary>
internal static class ControlCheck
{
    /// <summary>The control's result, and what is wrong with it, or null.</summary>
    public static (ControlResult Result, string? Failure) Run(Claim claim, Control control, IReadOnlyDictionary<string, Measurement> book)
    {
        if (!book.TryGetValue(control.Metric, out var measurement) || measurement is MissingMeasurement)
        {
            var why = (measurement as MissingMeasurement)?.Reason ?? $"'{control.Metric}' is not in the book";
            return (new ControlResult(control.Name, null, false), $"the control '{control.Name}' was not run: {why}");
        }
        try
        {
            var (value, bound) = Evaluate(claim, control, measurement);
            var passed = control.Rule switch
            {
                ControlRule.Below => bound < control.Threshold,
                ControlRule.Above => bound > control.Threshold,
                ControlRule.Equals => value == control.Threshold,
                _ => value == 0,
            };
            return (new ControlResult(control.Name, value, passed), passed ? null : $"the control '{control.Name}' failed: {Explain(control, value, bound)}");
        }
        catch (UndefinedException undefined)
        {
            return (new ControlResult(control.Name, null, false), $"the control '{control.Name}' has no value: {undefined.Message}");
        }
    }

    /// <summary>The control's value and the bound that its rule looks at.</summary>
    private static (double Value, double Bound) Evaluate(Claim claim, Control control, Measurement measurement)
    {
        var metric = (control.Metric, measurement);
        var upper = control.Rule == ControlRule.Below;
        switch (control.Rule, measurement)
        {
            case (ControlRule.Unchanged, _):
                return (Estimator.Need<PairedMeasurement>(claim, metric).Pairs.Count(p => p.Before != p.After), 0);
            case (ControlRule.Equals, _):
            case (_, ExactMeasurement):
                var exact = Estimator.Need<ExactMeasurement>(claim, metric).Value;
                return (exact, exact);
            case (_, CosineMeasurement cosine):
                var mean = cosine.Layers.Average(l => l.Value);
                return (mean, mean);
            case (_, PairedMeasurement paired):
                var cut = Estimator.Cut(claim.Id, control.Metric, paired, claim.Alpha);
                return (cut.Value, upper ? cut.Interval.High : cut.Interval.Low);
            case (_, AccuracyMeasurement accuracy):
                var right = Sampled.Accuracy(claim, control.Metric, accuracy, claim.Alpha);
                return (right.Value, upper ? right.Interval.High : right.Interval.Low);
            default:
                var share = Estimator.Share(Estimator.Need<ProportionMeasurement>(claim, metric), claim.Alpha);
                return (share.Value, upper ? share.Interval.High : share.Interval.Low);
        }
    }

    private static string Explain(Control control, double value, double bound) => control.Rule switch
    {
        ControlRule.Below => $"{Words.Number(value)}, upper bound {Words.Number(bound)}, must be below {Words.Number(control.Threshold!.Value)}",
        ControlRule.Above => $"{Words.Number(value)}, lower bound {Words.Number(bound)}, must be above {Words.Number(control.Threshold!.Value)}",
        ControlRule.Equals => $"{Words.Number(value)} must equal {Words.Number(control.Threshold!.Value)}",
        _ => $"{Words.Number(value)} pairs differ, none may",
    };
}
