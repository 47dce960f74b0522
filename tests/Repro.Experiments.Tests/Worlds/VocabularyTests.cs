using Repro.Claims;
using Repro.Experiments.Worlds;
using Repro.Judges.Miniature;

namespace Repro.Experiments.Tests.Worlds;

public sealed class VocabularyTests
{
    private readonly Vocabulary vocabulary = new(Lexicon.Default);

    [Fact]
    public void Special_marks_come_first() =>
        vocabulary.Decode([Vocabulary.Pad, Vocabulary.User, Vocabulary.Bot, Vocabulary.End, 4]).Should().Be("<pad> <user> <bot> <end> .");

    [Fact]
    public void Every_word_has_one_id()
    {
        vocabulary.Words.Should().OnlyHaveUniqueItems();
        vocabulary.Encode(string.Join(' ', vocabulary.Words)).Should().Equal(Enumerable.Range(0, vocabulary.Count));
    }

    [Fact]
    public void An_unknown_word_is_refused()
    {
        var act = () => vocabulary.Encode("tell me xylophone");

        act.Should().Throw<InputException>().WithMessage($"the miniature knows {vocabulary.Count} words; got 'xylophone'; use words of its lexicon.");
    }
}
