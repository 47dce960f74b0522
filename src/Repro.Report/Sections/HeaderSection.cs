using Repro.Claims;
using Repro.Claims.Results;
using Repro.Evidence.Runs;
using Repro.Report.Html;
using Repro.Report.Text;

namespace Repro.Report.Sections;

/// <summary>The first screen: the answer in one sentence, the count of each verdict, and how to read them.</summary>
internal static class HeaderSection
{
    public static Markup Render(RunDocument run)
    {
        var claims = run.Claims.Claims;
        return Markup.Of(
            $"""
             <header class="top">
             <p class="brand"><strong>Repro</strong><span>{run.Claims.Tier} tier</span><span>run <code>{run.Claims.Run}</code></span></p>
             <h1>{Headline(claims)}</h1>
             {Tally(claims)}
             {Dirty(run.Provenance)}
             <dl class="facts">
             <div><dt>Started</dt><dd>{Numbers.Time(run.Claims.Started)}</dd></div>
             <div><dt>Took</dt><dd>{Numbers.Seconds((run.Claims.Finished - run.Claims.Started).TotalSeconds)}</dd></div>
             <div><dt>Commit</dt><dd><code class="hash" tabindex="0">{run.Provenance.Commit}</code></dd></div>
             <div><dt>Ledger</dt><dd><code class="hash" tabindex="0">{run.Provenance.LedgerHash}</code></dd></div>
             </dl>
             <nav aria-label="Sections"><a href="#claims">Claims</a><a href="#figures">Figures</a><a href="#details">Evidence</a><a href="#provenance">Provenance</a></nav>
             <div class="meaning">
             <section aria-labelledby="tier-heading">
             <h2 id="tier-heading">What this run shows</h2>
             <p>{TierText.Shows(run.Claims.Tier)}</p>
             <h3>What it does not prove</h3>
             <ul>{TierText.DoesNotShow(run.Claims.Tier).Select(line => Markup.Of($"<li>{line}</li>"))}</ul>
             </section>
             <section aria-labelledby="verdict-heading">
             <h2 id="verdict-heading">What a verdict means</h2>
             <dl class="verdicts">{VerdictText.All.Select(verdict => Markup.Of($"<div><dt>{VerdictText.Badge(verdict)}</dt><dd>{VerdictText.Meaning(verdict)}</dd></div>"))}</dl>
             </section>
             </div>
             </header>
             """);
    }

    /// <summary>All 14 claims came out as expected, or how many did not.</summary>
    public static string Headline(IReadOnlyList<ClaimResult> claims)
    {
        var unexpected = claims.Count(claim => claim.Verdict != claim.Expected);
        return (claims.Count, unexpected) switch
        {
            (0, _) => "This run has no claims",
            (1, 0) => "The one claim came out as expected",
            (_, 0) => $"All {claims.Count} claims came out as expected",
            _ => $"{unexpected} of {claims.Count} {(claims.Count == 1 ? "claim" : "claims")} did not come out as expected",
        };
    }

    private static Markup Tally(IReadOnlyList<ClaimResult> claims)
        => Markup.Of($"<ul class=\"tally\" aria-label=\"Number of claims by verdict\">{VerdictText.All.Select(verdict => Count(claims, verdict))}</ul>");

    private static Markup Count(IReadOnlyList<ClaimResult> claims, Verdict verdict)
    {
        var count = claims.Count(claim => claim.Verdict == verdict);
        var unexpected = claims.Count(claim => claim.Verdict == verdict && claim.Expected != verdict);
        var note = unexpected > 0 ? $"{unexpected} not expected" : count > 0 ? "as expected" : "";
        return Markup.Of($"<li class=\"{VerdictText.Key(verdict)}{(count == 0 ? " none" : "")}\" data-verdict=\"{verdict.ToString()}\" data-count=\"{count}\"><span class=\"count\">{count}</span>{VerdictText.Badge(verdict)}<span class=\"note\">{note}</span></li>");
    }

    private static Markup Dirty(Provenance provenance)
        => provenance.Dirty
            ? Markup.Of($"<p class=\"warning\"><strong>Uncommitted changes.</strong> The working tree differed from its commit when this run was made, so the commit alone does not say what code ran.</p>")
            : Markup.Empty;
}
