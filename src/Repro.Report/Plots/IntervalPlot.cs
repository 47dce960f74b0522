using Repro.Claims.Results;
using Repro.Report.Html;
using Repro.Report.Text;

namespace Repro.Report.Plots;

/// <summary>
/// The measured value with its interval against the threshold and the paper's value. Positions are percentages, so
/// that the plot fills any width while its text keeps its size.
/// </summary>
internal static class IntervalPlot
{
    /// <summary>The labelled plot of a claim's section; empty when nothing was measured, or when all numbers are one.</summary>
    public static Markup Full(ClaimResult claim)
    {
        if (Of(claim) is not { } scale)
            return Markup.Empty;
        return Markup.Of(
            $"""
             <figure class="interval">
             <svg width="100%" height="104" role="img" aria-label="{Sentence(claim)}">
             {Side(claim, scale, 38, 32)}
             <line class="axis" x1="{Scale.Length(Scale.Start)}" x2="{Scale.Length(Scale.End)}" y1="70" y2="70"/>
             {scale.Ticks.Select(tick => Markup.Of($"<line class=\"axis\" x1=\"{scale.X(tick)}\" x2=\"{scale.X(tick)}\" y1=\"70\" y2=\"75\"/><text class=\"tick\" x=\"{scale.X(tick)}\" y=\"90\" text-anchor=\"middle\">{Numbers.PlainWithUnit(tick, claim.Unit)}</text>"))}
             {ThresholdLine(claim, scale, 18, 70)}
             {ThresholdLabel(claim, scale)}
             {Paper(claim, scale, 54)}
             {PaperLabel(claim, scale)}
             {Estimate(claim, scale, 54, 6)}
             </svg>
             <figcaption>{Legend(claim)}</figcaption>
             </figure>
             """);
    }

    /// <summary>The same without words, for a table's row.</summary>
    public static Markup Small(ClaimResult claim)
    {
        if (Of(claim) is not { } scale)
            return Markup.Empty;
        return Markup.Of($"<svg class=\"mini\" width=\"100%\" height=\"18\" aria-hidden=\"true\">{Side(claim, scale, 0, 18)}{ThresholdLine(claim, scale, 0, 18)}{Paper(claim, scale, 9)}{Estimate(claim, scale, 9, 4)}</svg>");
    }

    private static Scale? Of(ClaimResult claim)
    {
        if (claim.Value is not { } value)
            return null;
        double?[] values = [value, claim.Threshold, claim.PaperValue, .. claim.Interval?.Select(v => (double?)v) ?? []];
        var numbers = values.OfType<double>().Where(double.IsFinite).ToHashSet();
        return numbers.Count > 1 ? Scale.Over(numbers) : null;
    }

    private static Markup Estimate(ClaimResult claim, Scale scale, int y, int radius)
    {
        var whiskers = claim.Interval is { Count: 2 } i
            ? Markup.Of($"<line class=\"span\" x1=\"{scale.X(i[0])}\" x2=\"{scale.X(i[1])}\" y1=\"{y}\" y2=\"{y}\"/>")
            : Markup.Empty;
        return Markup.Of($"<g class=\"estimate {VerdictText.Key(claim.Verdict)}\">{whiskers}<circle cx=\"{scale.X(claim.Value!.Value)}\" cy=\"{y}\" r=\"{radius}\"/></g>");
    }

    /// <summary>The side of the threshold on which the claim holds.</summary>
    private static Markup Side(ClaimResult claim, Scale scale, int y, int height)
    {
        if (claim.Threshold is not { } threshold)
            return Markup.Empty;
        var at = scale.Percent(threshold);
        var (from, to) = claim.Comparator switch
        {
            ">" or ">=" => (at, Scale.End),
            "<" or "<=" => (Scale.Start, at),
            "within" => (scale.Percent(-threshold), scale.Percent(threshold)),
            _ => (at, at),
        };
        return to - from < 0.1
            ? Markup.Empty
            : Markup.Of($"<rect class=\"side\" x=\"{Scale.Length(from)}\" width=\"{Scale.Length(to - from)}\" y=\"{y}\" height=\"{height}\"/>");
    }

    private static Markup ThresholdLine(ClaimResult claim, Scale scale, int top, int bottom)
        => claim.Threshold is { } t
            ? Markup.Of($"<line class=\"threshold\" x1=\"{scale.X(t)}\" x2=\"{scale.X(t)}\" y1=\"{top}\" y2=\"{bottom}\"/>")
            : Markup.Empty;

    private static Markup ThresholdLabel(ClaimResult claim, Scale scale)
        => claim.Threshold is { } t
            ? Label(scale.Percent(t), 12, "threshold-label", $"threshold {Numbers.Threshold(claim.Comparator, t, claim.Unit)}")
            : Markup.Empty;

    private static Markup Paper(ClaimResult claim, Scale scale, int y)
        => claim.PaperValue is { } p
            ? Markup.Of($"<svg class=\"paper\" x=\"{scale.X(p)}\" y=\"{y}\" overflow=\"visible\"><path d=\"M0-6L6 0 0 6-6 0z\"/></svg>")
            : Markup.Empty;

    private static Markup PaperLabel(ClaimResult claim, Scale scale)
        => claim.PaperValue is { } p
            ? Label(scale.Percent(p), 32, "paper-label", $"paper {Numbers.PlainWithUnit(p, claim.Unit)}")
            : Markup.Empty;

    private static Markup Label(double percent, int y, string style, string text)
    {
        var anchor = percent switch { < 18 => "start", > 82 => "end", _ => "middle" };
        return Markup.Of($"<text class=\"{style}\" x=\"{Scale.Length(percent)}\" y=\"{y}\" text-anchor=\"{anchor}\">{text}</text>");
    }

    private static Markup Legend(ClaimResult claim)
    {
        var paper = claim.PaperValue is null ? Markup.Empty : Markup.Of($"<span><svg class=\"key\" viewBox=\"0 0 14 14\" aria-hidden=\"true\"><path class=\"paper\" d=\"M7 1l6 6-6 6-6-6z\"/></svg>the paper’s value</span>");
        var side = claim.Threshold is null || claim.Comparator == "=" ? Markup.Empty : Markup.Of($"<span><svg class=\"key\" viewBox=\"0 0 14 14\" aria-hidden=\"true\"><rect class=\"side\" width=\"14\" height=\"14\"/></svg>where the claim holds</span>");
        return Markup.Of($"<span><svg class=\"key\" viewBox=\"0 0 14 14\" aria-hidden=\"true\"><circle class=\"dot\" cx=\"7\" cy=\"7\" r=\"5\"/></svg>measured{(claim.Interval is null ? "" : ", with its interval")}</span>{paper}{side}");
    }

    private static string Sentence(ClaimResult claim)
    {
        var interval = claim.Interval is { Count: 2 } i ? $", interval {Numbers.Interval(i)}" : "";
        var threshold = claim.Threshold is { } t ? $"; threshold {Numbers.Threshold(claim.Comparator, t, claim.Unit)}" : "";
        var paper = claim.PaperValue is { } p ? $"; paper {Numbers.PlainWithUnit(p, claim.Unit)}" : "";
        return $"Measured {Numbers.WithUnit(claim.Value!.Value, claim.Unit)}{interval}{threshold}{paper}";
    }
}
