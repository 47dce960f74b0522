using Repro.Experiments.Probes;

namespace Repro.Experiments.Tests.Probes;

public sealed class ScalarTableTests
{
    private static readonly ScalarTable Table = new([3], [1, 2, 3, 4], [0, 0, 1, 1], [5, 6], [0, 0.5, 1, 3]);

    [Fact]
    public void A_tokens_significance_is_the_gradients_share_of_its_own_answers_divergence()
        => ScalarTable.Weigh([0, 0, 1, 1], 2, [1, 3, 5, 5], [1, 1, 0, 4]).Should().Equal(2, 2, 0, 10);

    [Fact]
    public void An_answer_without_a_gradient_has_no_significant_token() => ScalarTable.Weigh([0, 0], 1, [1, 3], [0, 0]).Should().Equal(0, 0);

    [Fact]
    public void From_keeps_tokens_at_the_cut_and_every_answers_prompt()
    {
        var kept = Table.From(1);

        kept.Scalars.Should().Equal(3, 4);
        kept.Answer.Should().Equal(1, 1);
        kept.Prompt.Should().Equal(5, 6);
    }

    [Fact]
    public void Tokens_without_significance_are_never_significant() => Table.From(0).Scalars.Should().Equal(2, 3, 4);
}
