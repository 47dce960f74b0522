using Repro.Experiments.Scalars;

namespace Repro.Experiments.Tests.Scalars;

public sealed class AnswerScalarsTests
{
    private static readonly AnswerScalars Two = new([4, 9], [0, 1, 0], [7, 8, 7], [0, 1, 1], [0, 0, 1, 2], [1, 2, 3, 4, 5, 6, 7, 8], [1, 3, 9, 5], [1, 1, 1, 0], [2, 2, 2, 2], [3, 1, 1, 1]);

    [Fact]
    public void A_table_has_the_tokens_of_one_set_and_their_answers_from_0()
    {
        var table = Two.Table(AnswerClass.All[0]);

        table.Layers.Should().Equal(4, 9);
        table.Scalars.Should().Equal(1, 2, 3, 4, 7, 8);
        table.Answer.Should().Equal(0, 0, 1);
        table.Prompt.Should().Equal(7, 7);
        table.Significance.Should().Equal(2, 2, 0);
    }

    [Fact]
    public void Halves_are_samples_of_even_and_odd_index()
    {
        Two.Table(AnswerClass.All[0], half: 0).Scalars.Should().Equal(1, 2, 3, 4);
        Two.Table(AnswerClass.All[0], half: 1).Scalars.Should().Equal(7, 8);
    }

    [Fact]
    public void The_other_direction_of_the_divergence_gives_another_significance() => Two.Table(AnswerClass.All[0], reverse: true).Significance.Should().Equal(3, 1, 2);

    [Fact]
    public void Least_is_the_papers_cut_or_what_a_share_of_all_tokens_reaches()
    {
        Two.Least(null).Should().Be(Math.Exp(0.5));
        Two.Least(0.25).Should().Be(9);
        Two.Least(0.5).Should().Be(2);
        Two.Least(1).Should().Be(0);
    }
}
