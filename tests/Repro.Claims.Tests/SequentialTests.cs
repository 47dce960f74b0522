using Repro.Claims.Ledgers;
using Repro.Claims.Measurements;
using Repro.Claims.Results;
using Repro.Claims.Statistics;

namespace Repro.Claims.Tests;

public sealed class SequentialTests
{
    private static readonly Claim Claim = Rows.Claim(Rows.Proportion);

    /// <summary>One-sided 2.5 % at five equal looks: the boundaries of published tables (4.877, 3.357, 2.680, 2.290, 2.031).</summary>
    [Fact]
    public void Boundaries_are_those_of_the_tables()
        => AlphaSpending.Levels([0.2, 0.4, 0.6, 0.8, 1], 0.025).Select(a => Math.Round(MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, 1 - a), 2)).Should().Equal(4.88, 3.36, 2.68, 2.29, 2.03);

    [Fact]
    public void One_look_at_the_end_spends_everything() => AlphaSpending.Levels([1], 0.05)[0].Should().BeApproximately(0.05, 1e-9);

    [Fact]
    public void A_second_look_at_the_same_data_would_add_nothing_and_few_more_add_little()
        => AlphaSpending.Levels([0.999, 1], 0.05)[1].Should().BeInRange(0.03, 0.05);

    [Fact]
    public void Early_looks_cost_the_last_one_little()
    {
        var levels = AlphaSpending.Levels([0.2, 0.4, 0.6, 0.8, 1], 0.05);

        levels.Should().BeInAscendingOrder();
        levels[0].Should().BeApproximately(AlphaSpending.Spent(0.2, 0.05), 1e-7);
        levels[4].Should().BeInRange(0.04, 0.046);
        AlphaSpending.Spent(1, 0.05).Should().Be(0.05);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0, 1")]
    [InlineData("0.5, 0.5")]
    [InlineData("0.5, 1.1")]
    public void Fractions_grow_to_at_most_1(string fractions)
        => FluentActions.Invoking(() => AlphaSpending.Levels([.. fractions.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(double.Parse)], 0.05)).Should().Throw<InputException>()
            .WithMessage($"Looks are at growing fractions of the planned answers, above 0 and at most 1; got {fractions}.");

    [Theory]
    [InlineData(48, Verdict.Supported, 1, 0.8)]
    [InlineData(32, Verdict.Supported, 2, 0.6)]
    [InlineData(16, Verdict.Inconclusive, 5, 0)]
    [InlineData(2, Verdict.Refuted, 2, 0.6)]
    public void Stops_at_the_first_look_that_decides(int successes, Verdict verdict, int look, double saved)
    {
        var decision = Sequential.Decide(Claim, [.. Enumerable.Repeat((Measurement)Rows.Share(successes, 160), 5)], 800);

        (decision.Verdict, decision.Look, decision.Used).Should().Be((verdict, look, 160L * look));
        decision.Saved.Should().BeApproximately(saved, 1e-12);
        decision.Value.Should().BeApproximately(100.0 * successes / 160, 1e-9);
    }

    [Fact]
    public void A_look_is_stricter_than_the_same_data_without_a_plan()
    {
        var first = Sequential.Decide(Claim, [Rows.Share(32, 160)], 800);

        (first.Verdict, first.Look, first.Saved).Should().Be((Verdict.Inconclusive, 1, 0));
        first.Alpha.Should().BeLessThan(0.0001);
        Decider.Decide(Claim, "miniature", new Dictionary<string, Measurement> { ["m"] = Rows.Share(32, 160) }).Verdict.Should().Be(Verdict.Supported);
    }

    [Fact]
    public void Blocks_beyond_the_plan_are_not_looked_at()
    {
        var decision = Sequential.Decide(Claim, [.. Enumerable.Repeat((Measurement)Rows.Share(16, 160), 7)], 800);

        (decision.Look, decision.Used).Should().Be((5, 800));
    }

    [Fact]
    public void Pairs_may_come_in_blocks_too()
    {
        var claim = Rows.Claim("cut", ">=", 90, "%", Rows.AblationControls);

        Sequential.Decide(claim, [Rows.Pairs(800, 400, 2), Rows.Pairs(800, 400, 2)], 1600).Should().BeEquivalentTo(new { Verdict = Verdict.Supported, Planned = 1600L });
    }

    [Fact]
    public void Of_blocks_that_are_empty_mixed_or_of_another_kind_each_is_refused()
    {
        FluentActions.Invoking(() => Sequential.Decide(Claim, [], 800)).Should().Throw<InputException>()
            .WithMessage("Sequential looks need at least one block, each with answers, and a plan of at least one answer; got 0 blocks and a plan of 800.");
        FluentActions.Invoking(() => Sequential.Decide(Claim, [Rows.Share(0, 0)], 0)).Should().Throw<InputException>()
            .WithMessage("Sequential looks need at least one block, each with answers, and a plan of at least one answer; got 1 blocks and a plan of 0.");
        FluentActions.Invoking(() => Sequential.Decide(Claim, [new ExactMeasurement(1, "d")], 800)).Should().Throw<InputException>()
            .WithMessage("Sequential looks are at proportions or pairs; got a ExactMeasurement.");
        FluentActions.Invoking(() => Sequential.Decide(Claim, [Rows.Share(16, 160), Rows.Pairs(160, 16, 2)], 800)).Should().Throw<InputException>()
            .WithMessage("Sequential looks are at blocks of one kind; got ProportionMeasurement, PairedMeasurement.");
    }
}
