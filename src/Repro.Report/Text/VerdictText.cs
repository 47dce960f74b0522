using Repro.Claims;
using Repro.Report.Html;

namespace Repro.Report.Text;

/// <summary>How each verdict looks and what it means. A shape and a word always go with the colour.</summary>
internal static class VerdictText
{
    public static IReadOnlyList<Verdict> All { get; } = [Verdict.Supported, Verdict.Refuted, Verdict.Inconclusive, Verdict.Invalid, Verdict.NotRun];

    public static string Word(Verdict verdict) => verdict == Verdict.NotRun ? "Not run" : verdict.ToString();

    public static string Key(Verdict verdict) => verdict.ToString().ToLowerInvariant();

    public static string Meaning(Verdict verdict) => verdict switch
    {
        Verdict.Supported => "The whole interval lies on the claim’s side of the threshold, and every required control passed.",
        Verdict.Refuted => "The whole interval lies on the other side of the threshold.",
        Verdict.Inconclusive => "The interval crosses the threshold. The reason names the sample size that would decide.",
        Verdict.Invalid => "A precondition failed: too little coherence, missing scores, or a control that did not pass.",
        _ => "Nothing to measure with: no weights, no GPU or no data. Never counts as success.",
    };

    /// <summary>Icon and word, in the verdict's colour.</summary>
    public static Markup Badge(Verdict verdict)
        => Markup.Of($"<span class=\"verdict {Key(verdict)}\">{Icon(verdict)}<span>{Word(verdict)}</span></span>");

    public static Markup Icon(Verdict verdict)
        => Markup.Of($"<svg class=\"icon\" viewBox=\"0 0 16 16\" aria-hidden=\"true\"><use href=\"#icon-{Key(verdict)}\"/></svg>");

    /// <summary>The five shapes, defined once a page.</summary>
    public static Markup Symbols { get; } = Markup.Trusted(
        """
        <svg class="symbols" aria-hidden="true" focusable="false">
        <symbol id="icon-supported" viewBox="0 0 16 16"><circle cx="8" cy="8" r="7" fill="currentColor"/><path d="M4.6 8.3l2.3 2.3 4.5-4.9" fill="none" stroke="var(--page)" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"/></symbol>
        <symbol id="icon-refuted" viewBox="0 0 16 16"><rect x="1.5" y="1.5" width="13" height="13" rx="2.5" fill="currentColor"/><path d="M5.2 5.2l5.6 5.6M10.8 5.2l-5.6 5.6" stroke="var(--page)" stroke-width="1.8" stroke-linecap="round"/></symbol>
        <symbol id="icon-inconclusive" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.6"/><path d="M8 1.8a6.2 6.2 0 0 1 0 12.4z" fill="currentColor"/></symbol>
        <symbol id="icon-invalid" viewBox="0 0 16 16"><path d="M8 1.2l7 12.9H1z" fill="currentColor" stroke="currentColor" stroke-width="1" stroke-linejoin="round"/><path d="M8 5.8v4" stroke="var(--page)" stroke-width="1.7" stroke-linecap="round"/><circle cx="8" cy="12" r="1" fill="var(--page)"/></symbol>
        <symbol id="icon-notrun" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.6" stroke-dasharray="2.6 2.27"/></symbol>
        </svg>
        """);
}
