using Repro.Claims.Looks;
using Repro.Claims.Statistics;

namespace Repro.Claims.Tests.Looks;

public sealed class LookPlanTests
{
    [Theory]
    [InlineData(1, 300, "300")]
    [InlineData(5, 300, "60, 120, 180, 240, 300")]
    [InlineData(3, 10, "3, 6, 10")]
    [InlineData(10, 10, "1, 2, 3, 4, 5, 6, 7, 8, 9, 10")]
    public void Waves_are_equal_to_an_answer_and_end_with_the_plan(int looks, int samples, string expected)
        => string.Join(", ", LookPlan.Of(looks, samples).Samples).Should().Be(expected);

    [Theory]
    [InlineData(0, 300)]
    [InlineData(11, 300)]
    [InlineData(7, 6)]
    public void More_looks_than_answers_or_than_ten_are_refused(int looks, int samples)
        => FluentActions.Invoking(() => LookPlan.Of(looks, samples)).Should().Throw<InputException>()
            .WithMessage($"--looks is 1 to 10, and at most the {samples} answers to a question that are planned; got {looks}.");

    [Theory]
    [InlineData("")]
    [InlineData("0, 5")]
    [InlineData("5, 5")]
    public void Looks_are_at_growing_numbers_of_answers(string samples)
        => FluentActions.Invoking(() => new LookPlan([.. samples.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)])).Should().Throw<InputException>()
            .WithMessage($"A plan has 1 to 10 looks, each at more answers to a question than the one before; got looks at {samples}.");

    [Fact]
    public void Levels_are_those_of_the_shares_of_the_answers()
    {
        var plan = new LookPlan([10, 40, 50]);

        Enumerable.Range(1, 3).Select(look => plan.Level(look, 0.05)).Should().Equal(AlphaSpending.Levels([0.2, 0.8, 1], 0.05));
        plan.Level(3, 0.01).Should().BeLessThan(0.01);
    }

    [Fact]
    public void A_p_value_at_the_level_of_a_look_is_one_of_alpha_over_all_looks()
    {
        var plan = LookPlan.Of(3, 30);

        for (var look = 1; look <= 3; look++)
        {
            var level = plan.Level(look, 0.05);
            plan.Overall(look, level, 0.05).Should().BeInRange(0.049, 0.05);
            plan.Overall(look, 1.001 * level, 0.05).Should().BeGreaterThan(0.05);
            plan.Overall(look, level / 2, 0.05).Should().BeLessThan(0.05);
        }
        plan.Overall(1, 0.5, 0.05).Should().Be(1);
    }
}
