using Repro.Core.Tokenization.Splitting;

namespace Repro.Core.Tests.Tokenization.Splitting;

public sealed class QwenSplitterTests
{
    [Theory]
    [InlineData("Hello world", "Hello| world")]
    [InlineData("I'm you'LL 'saw o're", "I|'m| you|'LL| '|saw| o|'re")]
    [InlineData("'saw", "'s|aw")]
    [InlineData("x'ſy", "x|'ſ|y")]
    [InlineData("a1234", "a|1|2|3|4")]
    [InlineData("a   b", "a|  | b")]
    [InlineData("a   ", "a|   ")]
    [InlineData("a \n b", "a| \n| b")]
    [InlineData("a\n\n  \n  b", "a|\n\n  \n| | b")]
    [InlineData("a\r\nb", "a|\r\n|b")]
    [InlineData("x;\n\ny", "x|;\n\n|y")]
    [InlineData(" !? z", " !?| z")]
    [InlineData("\tword\t\tword", "\tword|\t|\tword")]
    [InlineData("(word)", "(word|)")]
    [InlineData("\nword", "\n|word")]
    [InlineData("漢字。𝟏𝒳", "漢字|。|𝟏|𝒳")]
    [InlineData("a\u0301", "a|\u0301")]
    public void Text_is_cut_where_the_pattern_cuts_it(string text, string pieces)
    {
        var got = new List<string>();
        for (var at = 0; at < text.Length; at += got[^1].Length) got.Add(text[at..QwenSplitter.Next(text, at)]);
        got.Should().Equal(pieces.Split('|'));
    }
}
