using Repro.Claims.Statistics;

namespace Repro.Claims.Tests.Statistics;

public sealed class AlphaSpendingTests
{
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
}
