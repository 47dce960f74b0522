using Repro.Experiments.Data;

namespace Repro.Experiments.Tests.Data;

public sealed class WordCountsTests
{
    [Fact]
    public void Words_stand_between_white_space_of_any_kind()
        => WordCounts.Of([" one\ttwo\n\nthree\u00a0four, "]).Should().Be(new WordCounts(4, 4, 4));

    [Fact]
    public void The_median_of_an_even_number_of_texts_is_the_mean_of_the_middle_two()
        => WordCounts.Of(["a", "a b", "a b c d e f g", "a b c"]).Should().Be(new WordCounts(3.25, 2.5, 7));

    [Fact]
    public void An_empty_text_has_no_word() => WordCounts.Of(["", " "]).Should().Be(new WordCounts(0, 0, 0));

    [Fact]
    public void No_text_has_no_counts() => WordCounts.Of([]).Should().BeNull();
}
