using Repro.Claims;
using Repro.Claims.Results;

namespace Repro.Cli.Tests;

public sealed class ExitCodeTests
{
    [Theory]
    [InlineData(Verdict.Supported, Verdict.Supported, false, 0)]
    [InlineData(Verdict.Refuted, Verdict.Refuted, false, 0)]
    [InlineData(Verdict.Refuted, Verdict.Refuted, true, 0)]
    [InlineData(Verdict.Refuted, Verdict.Supported, false, 1)]
    [InlineData(Verdict.Supported, Verdict.Refuted, false, 1)]
    [InlineData(Verdict.Inconclusive, Verdict.Supported, false, 1)]
    [InlineData(Verdict.Inconclusive, Verdict.Inconclusive, false, 0)]
    [InlineData(Verdict.Inconclusive, Verdict.Inconclusive, true, 1)]
    [InlineData(Verdict.NotRun, Verdict.NotRun, false, 0)]
    [InlineData(Verdict.NotRun, Verdict.NotRun, true, 1)]
    [InlineData(Verdict.NotRun, Verdict.Supported, false, 3)]
    [InlineData(Verdict.Invalid, Verdict.Supported, false, 3)]
    [InlineData(Verdict.Invalid, Verdict.Invalid, false, 0)]
    public void Follows_from_verdict_and_expectation(Verdict verdict, Verdict expected, bool strict, int code) =>
        ExitCode.Of([Claim(Verdict.Supported, Verdict.Supported), Claim(verdict, expected)], strict).Should().Be(code);

    [Fact]
    public void An_incomplete_run_outweighs_an_unexpected_verdict() =>
        ExitCode.Of([Claim(Verdict.Refuted, Verdict.Supported), Claim(Verdict.NotRun, Verdict.Supported)], strict: false).Should().Be(3);

    private static ClaimResult Claim(Verdict verdict, Verdict expected) => new()
    {
        Id = "C1", Title = "t", Tier = "miniature", Verdict = verdict, Expected = expected, Comparator = ">", Unit = "%", Estimand = "proportion",
    };
}
