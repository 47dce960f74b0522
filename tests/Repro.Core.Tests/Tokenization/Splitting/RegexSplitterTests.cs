using Repro.Core.Tokenization.Splitting;
using static Repro.Core.Tests.Tokenization.GoldenTokenizer;

namespace Repro.Core.Tests.Tokenization.Splitting;

public sealed class RegexSplitterTests
{
    private static readonly string Other = Vectors.Text("otherPattern");

    [Fact]
    public void Another_pattern_gives_the_ids_of_Hugging_Face()
    {
        var tokenizer = Split(Other);
        Compare(Vectors.GetProperty("other"), v => tokenizer.Encode(v.Text("text")), v => v.Ids(), Show);
    }

    /// <summary>Qwen2's own pattern as a regular expression: the same text, written so that it is not recognised.</summary>
    [Fact]
    public void Qwens_pattern_as_an_expression_cuts_as_the_code_by_hand_does()
    {
        var tokenizer = Split($"(?:{QwenSplitter.Pattern})");
        var texts = Vectors.GetProperty("texts").EnumerateArray().Where(v => !v.Text("text").Contains('ſ', StringComparison.Ordinal)).ToList();
        texts.Should().HaveCountGreaterThan(600);
        foreach (var vector in texts) tokenizer.Encode(vector.Text("text")).Should().Equal(vector.Ids(), vector.Text("text"));
    }

    [Fact]
    public void What_no_alternative_takes_is_a_piece_too()
    {
        var tokenizer = Split(@"\p{L}+");
        tokenizer.Encode("  the  𝒳!").Should().Equal(new[] { "  ", "the", "  ", "𝒳", "!" }.SelectMany(p => Instance.Encode(p)));
    }

    [Fact]
    public void Stand_ins_are_of_the_category_that_they_stand_for() =>
        Shadow.StandIns.Where((_, category) => category != (int)System.Globalization.UnicodeCategory.Surrogate).Select(char.GetUnicodeCategory)
            .Should().Equal(Enum.GetValues<System.Globalization.UnicodeCategory>().Where(c => c != System.Globalization.UnicodeCategory.Surrogate));

    [Theory]
    [InlineData(@"^\p{L}+", @"'^\p{L}+'")]
    [InlineData(@"\p{L}++|\s", "'++|\\s'")]
    [InlineData(@"\w+|\s+", @"'\w+|\s+'")]
    [InlineData(@"\d+", @"'\d+'")]
    [InlineData(@"\p{Han}+|\s+|\S+", @"'\p{Han}+|\s+'")]
    [InlineData(@"[\p{L}&&[^a]]+", "'&&[^a]]+'")]
    [InlineData(@"[a[b]]", "'[b]]'")]
    [InlineData(@"[]a]", "'[]a]'")]
    [InlineData(@"(?m:a)", "'(?m:a)'")]
    [InlineData(@"a{,3}", "'{,3}'")]
    [InlineData(@"é+", "'é+'")]
    [InlineData(@"(a", "a fault")]
    public void A_pattern_that_the_two_kinds_of_expression_may_read_differently_is_refused(string pattern, string what) =>
        FluentActions.Invoking(() => Split(pattern)).Should().Throw<InvalidDataException>().Which.Message.Should().Be(
            $"tokenizer.json: pre_tokenizer's pattern must be Qwen2's, or one that Repro reads as Hugging Face does, got {what} in {pattern}. Use the tokenizer.json of a Qwen2 or Qwen2.5 checkpoint.");

    private static Core.Tokenization.Tokenizer Split(string pattern) => With(j => j["pre_tokenizer"]!["pretokenizers"]![0]!["pattern"]!["Regex"] = pattern);
}
