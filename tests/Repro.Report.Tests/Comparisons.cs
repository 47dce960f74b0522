using Repro.Claims;
using Repro.Claims.Ledgers;
using Repro.Claims.Multiverses;
using Repro.Evidence.Comparisons;

namespace Repro.Report.Tests;

/// <summary>A hand-built comparison: a changed verdict, a claim that one side lacks, paired and independent answers, an amended claim, hostile text.</summary>
internal static class Comparisons
{
    private const string Hostile = "<script>window.hostile = 'compare'</script><img src=x onerror=\"window.hostile = 1\">";

    public static RunComparison Made()
    {
        var answers = new ShareChange($"nine-rank-1 {Hostile}", ScoredOutcome.Misaligned, 30, 2, -28, [-33.5, -22.1], 200, 56, 0);
        return new RunComparison(
            new($"artifacts/runs/a {Hostile}", "miniature-aaaaaaaaaaaa", "miniature", "abc (dirty)", DateTimeOffset.UnixEpoch),
            new("b.zip", "miniature-bbbbbbbbbbbb", "miniature", "def", null),
            [
                new ClaimComparison
                {
                    Id = "C03", Title = $"More than a tenth {Hostile}", Unit = "%",
                    A = new ComparedClaim(Verdict.Supported, 30, [25, 36], 200), B = new ComparedClaim(Verdict.Refuted, 2, [0.7, 4.5], 200),
                    Difference = new ValueChange(-28, [-33.5, -22.1], "paired", 200, false), Answers = [answers],
                    Amended = [new FieldChange("threshold", "10", "12")],
                },
                new ClaimComparison
                {
                    Id = "C25", Title = "Directions converge", Unit = "cosine",
                    A = new ComparedClaim(Verdict.Supported, 0.93, [0.89, 1], 24), B = new ComparedClaim(Verdict.Supported, 0.92, [0.88, 1], 24),
                    Difference = new ValueChange(-0.01, null, "summaries", 0, true),
                    Answers = [answers with { Condition = "chat", Outcome = ScoredOutcome.Coherent, Pairs = 0, Unpaired = 400, Judges = "rubric, llm" }],
                },
                new ClaimComparison { Id = "M01", Title = "Only in A", Unit = "%", A = new ComparedClaim(Verdict.NotRun, null, null, 0) },
            ],
            ["commit: abc -> def", $"seeds of organisms: 1 -> {Hostile}"],
            ["Only the summaries are compared."]);
    }
}
