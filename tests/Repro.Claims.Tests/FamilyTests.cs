using Repro.Claims.Ledgers;
using Repro.Claims.Measurements;
using Repro.Claims.Results;

namespace Repro.Claims.Tests;

/// <summary>Claims that are judged together. 102 of 800 against 10 % has p just below 0.01; 96 of 800 p near 0.04.</summary>
public sealed class FamilyTests
{
    private static readonly Claim Row = Rows.Claim(Rows.Proportion) with { Family = "f" };

    [Fact]
    public void A_verdict_that_the_family_does_not_carry_stays_and_says_so_beside()
    {
        var results = Decide((96, "f"), (90, "f"), (160, "f"));

        results.Select(r => r.Verdict).Should().Equal(Verdict.Supported, Verdict.Inconclusive, Verdict.Supported);
        results.Select(r => r.FamilyWise!.Verdict).Should().Equal(Verdict.Inconclusive, Verdict.Inconclusive, Verdict.Supported);
        results.Should().OnlyContain(r => r.FamilyWise!.Family == "f" && r.FamilyWise.Size == 3);
        results[2].FamilyWise!.PSupported.Should().BeApproximately(3 * results[2].PSupported!.Value, 1e-12);
        results[0].FamilyWise!.PSupported.Should().BeApproximately(2 * results[0].PSupported!.Value, 1e-12);
        results[1].FamilyWise!.PSupported.Should().BeApproximately(results[1].PSupported!.Value, 1e-12);
    }

    [Fact]
    public void Refutation_is_adjusted_on_its_own()
    {
        var results = Decide((40, "f"), (64, "f"), (160, "f"));

        results.Select(r => r.Verdict).Should().Equal(Verdict.Refuted, Verdict.Refuted, Verdict.Supported);
        results.Select(r => r.FamilyWise!.Verdict).Should().Equal(Verdict.Refuted, Verdict.Inconclusive, Verdict.Supported);
    }

    [Fact]
    public void The_p_value_is_the_level_at_which_the_interval_begins_to_decide()
    {
        var result = Decide((100, "f"))[0];
        Claim At(double alpha) => Row with { Alpha = alpha };
        Verdict Of(double alpha) => Decider.Decide(At(alpha), "miniature", new Dictionary<string, Measurement> { ["m"] = Rows.Share(100, 800) }).Verdict;

        (Of(result.PSupported!.Value * 1.01), Of(result.PSupported.Value * 0.99)).Should().Be((Verdict.Supported, Verdict.Inconclusive));
        result.PRefuted.Should().Be(1);
        Decide((800, "f"))[0].PSupported.Should().BeApproximately(1e-6, 1e-12);
    }

    [Fact]
    public void A_family_of_one_changes_nothing()
    {
        var result = Decide((96, "f"))[0];

        (result.FamilyWise!.Verdict, result.FamilyWise.Size).Should().Be((Verdict.Supported, 1));
        result.FamilyWise.PSupported.Should().Be(result.PSupported);
    }

    [Fact]
    public void Families_do_not_mix_and_a_claim_without_one_has_none()
    {
        var results = Decide((96, "f"), (96, "g"), (96, null));

        results.Select(r => r.FamilyWise?.Size).Should().Equal(1, 1, null);
    }

    [Fact]
    public void What_did_not_run_is_not_counted_and_what_is_invalid_is()
    {
        var invalid = Row with { Id = "C2", Preconditions = [new Control("floor", "none", ControlRule.Above, 1)] };
        var absent = Row with { Id = "C3", Metrics = ["none"] };
        var exact = Row with { Id = "C4", Estimand = EstimandKind.Exact, Metrics = ["e"] };
        var book = new Dictionary<string, Measurement> { ["m"] = Rows.Share(96, 800), ["e"] = new ExactMeasurement(11, "d") };

        var results = Decider.DecideAll([Row, invalid, absent, exact], "miniature", book);

        results.Select(r => r.Verdict).Should().Equal(Verdict.Supported, Verdict.Invalid, Verdict.NotRun, Verdict.Supported);
        results.Select(r => r.FamilyWise?.Verdict).Should().Equal(Verdict.Inconclusive, Verdict.Invalid, null, null);
        (results[0].FamilyWise!.Size, results[1].PSupported, results[1].FamilyWise!.PSupported, results[3].PSupported).Should().Be((2, null, 1, null));
    }

    [Theory]
    [InlineData(160, Verdict.Supported, null)]
    [InlineData(90, Verdict.Inconclusive, "C0")]
    [InlineData(40, Verdict.Inconclusive, "C0")]
    public void A_secondary_claim_waits_for_its_primary_one(int primary, Verdict verdict, string? gate)
    {
        var claims = new[] { Row with { Id = "C0", Metrics = ["p"] }, Row with { Metrics = ["s"], Primary = "C0" } };
        var book = new Dictionary<string, Measurement> { ["p"] = Rows.Share(primary, 800), ["s"] = Rows.Share(200, 800) };

        var result = Decider.DecideAll(claims, "miniature", book)[1];

        (result.Verdict, result.FamilyWise!.Verdict, result.FamilyWise.Gate).Should().Be((Verdict.Supported, verdict, gate));
    }

    [Fact]
    public void The_plain_verdicts_are_those_of_each_claim_alone()
    {
        var results = Decide((96, "f"), (40, "f"));

        results.Select(r => r with { FamilyWise = null }).Should().BeEquivalentTo(new[] { 96, 40 }.Select((x, i) =>
            Decider.Decide(Row with { Id = $"C{i}", Metrics = [$"m{i}"] }, "miniature", new Dictionary<string, Measurement> { [$"m{i}"] = Rows.Share(x, 800) })));
    }

    private static IReadOnlyList<ClaimResult> Decide(params (int Successes, string? Family)[] rows) => Decider.DecideAll(
        rows.Select((r, i) => Row with { Id = $"C{i}", Metrics = [$"m{i}"], Family = r.Family }), "miniature",
        rows.Select((r, i) => (Key: $"m{i}", Measurement: (Measurement)Rows.Share(r.Successes, 800))).ToDictionary(r => r.Key, r => r.Measurement));
}
