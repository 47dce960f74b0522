using Repro.Claims;
using Repro.Claims.Ledgers;
using Repro.Claims.Results;

namespace Repro.Evidence.TestFiles;

/// <summary>A claim as one test: the rule by which a verdict passes, fails or is skipped, and the suite that it stands in.</summary>
/// <param name="Suite">Paper and family.</param>
/// <param name="Name">Id and title.</param>
/// <param name="Result">The run's row.</param>
internal sealed record ClaimTest(string Suite, string Name, ClaimResult Result)
{
    /// <summary>Another verdict than the expected one fails, in either direction.</summary>
    public bool Failed => Result.Verdict != Result.Expected;

    /// <summary>An expected Inconclusive or NotRun decides nothing: never silently green.</summary>
    public bool Skipped => !Failed && Result.Verdict is Verdict.Inconclusive or Verdict.NotRun;

    /// <summary>Namespace of the test, by tier.</summary>
    public string ClassName => $"Repro.Claims.{Result.Tier}";

    /// <summary>Why, in one sentence.</summary>
    public string Message => Failed ? $"expected {Result.Expected}, measured {Result.Verdict}. {Result.Reason}".TrimEnd() : $"{Result.Verdict}: {Result.Reason}".TrimEnd(' ', ':');

    /// <summary>What was measured, for the test's output.</summary>
    public string Output => Result.Value is { } value
        ? FormattableString.Invariant($"{Result.Verdict}: {value:R} {Result.Unit}{(Result.Interval is [var low, var high] ? FormattableString.Invariant($" [{low:R}, {high:R}]") : "")}, threshold {Result.Comparator} {Result.Threshold:R}, n = {Result.N}")
        : $"{Result.Verdict}";

    /// <summary>One test a claim, by suite in the order in which suites first appear.</summary>
    /// <param name="document">The run's answers.</param>
    /// <param name="claimOf">The claim of an id, for its paper and family.</param>
    public static IReadOnlyList<IGrouping<string, ClaimTest>> Of(ClaimsDocument document, Func<string, Claim> claimOf) =>
        [.. document.Claims.Select(row => new ClaimTest(SuiteOf(claimOf(row.Id)), $"{row.Id} {row.Title}", row)).GroupBy(test => test.Suite, StringComparer.Ordinal)];

    private static string SuiteOf(Claim claim) => claim.Family is { } family ? $"{claim.Source.Paper} / {family}" : claim.Source.Paper;
}
