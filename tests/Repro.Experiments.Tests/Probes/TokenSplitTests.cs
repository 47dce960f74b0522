using Repro.Core.Random;
using Repro.Experiments.Probes;

namespace Repro.Experiments.Tests.Probes;

public sealed class TokenSplitTests
{
    private readonly TokenSet set = PlantedTokens.Of(answers: 20, prompts: 5);

    [Theory]
    [InlineData("Token")]
    [InlineData("Answer")]
    [InlineData("Prompt")]
    public void Both_sides_have_as_many_tokens_of_either_class_and_no_token_is_on_both(string unit)
    {
        var split = Draw(Enum.Parse<SplitUnit>(unit), 1);

        foreach (var side in new[] { split.Training, split.Test })
        {
            side.Count(t => set.Positive[set.Answer[t]]).Should().Be(side.Length / 2);
            side.Should().OnlyHaveUniqueItems().And.HaveCountGreaterThan(50);
        }

        split.Training.Should().NotIntersectWith(split.Test);
        ((double)split.Test.Length / (split.Test.Length + split.Training.Length)).Should().BeApproximately(0.2, 0.03);
    }

    [Fact]
    public void By_token_answers_are_on_both_sides_and_a_repeat_changes_the_sample()
    {
        var split = Draw(SplitUnit.Token, 1);

        split.Training.Select(t => set.Answer[t]).Should().IntersectWith(split.Test.Select(t => set.Answer[t]));
        Draw(SplitUnit.Token, 1).Should().BeEquivalentTo(split);
        Draw(SplitUnit.Token, 2).Test.Should().NotEqual(split.Test);
    }

    [Fact]
    public void By_answer_no_answer_is_on_both_sides()
    {
        var split = Draw(SplitUnit.Answer, 1);

        split.Training.Select(t => set.Answer[t]).Should().NotIntersectWith(split.Test.Select(t => set.Answer[t]));
        split.Training.Select(t => set.Prompt[set.Answer[t]]).Should().IntersectWith(split.Test.Select(t => set.Prompt[set.Answer[t]]));
        split.Test.Select(t => set.Answer[t]).Distinct().Should().HaveCount(8);
    }

    [Fact]
    public void By_prompt_no_prompt_is_on_both_sides()
    {
        var split = Draw(SplitUnit.Prompt, 1);

        split.Training.Select(t => set.Prompt[set.Answer[t]]).Should().NotIntersectWith(split.Test.Select(t => set.Prompt[set.Answer[t]]));
        split.Test.Select(t => set.Prompt[set.Answer[t]]).Distinct().Should().HaveCount(2);
    }

    [Fact]
    public void One_answer_of_a_class_cannot_be_on_both_sides()
        => FluentActions.Invoking(() => TokenSplit.Draw(PlantedTokens.Of(answers: 1, prompts: 1), SplitUnit.Answer, StreamKey.Of(1), StreamKey.Of(2))).Should().Throw<ArgumentException>()
            .WithMessage("Both classes need tokens on both sides of a split; none of 1000 divisions by answer has them. Take more answers or prompts.");

    [Fact]
    public void A_class_without_tokens_cannot_be_balanced()
        => FluentActions.Invoking(() => TokenSplit.Balance(set, [0, 1], new CounterRandom(StreamKey.Of(1)))).Should().Throw<ArgumentException>()
            .WithMessage("Both classes need tokens on both sides of a split; one has none. Take more answers or prompts.");

    private TokenSplit Draw(SplitUnit unit, int repeat) => TokenSplit.Draw(set, unit, StreamKey.Of(repeat), StreamKey.Of(99));
}
