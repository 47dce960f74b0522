using Repro.Core.Tokenization.Unicode;
using static Repro.Core.Tests.Tokenization.GoldenTokenizer;

namespace Repro.Core.Tests.Tokenization.Unicode;

public sealed class NfcTests
{
    [Fact]
    public void Random_marks_compose_as_in_Hugging_Face() =>
        Compare(Vectors.GetProperty("nfc"), v => Nfc.Of(v.Text("text")) ?? v.Text("text"), v => v.Text("nfc"), t => t);

    [Theory]
    [InlineData("plain")]
    [InlineData("größer, 漢字 और 😀")]
    [InlineData("각")]
    public void What_is_stable_is_not_copied(string text) => Nfc.Of(text).Should().BeNull();

    [Theory]
    [InlineData("e\u0301", "é")]
    [InlineData("a\u0323\u0302", "ậ")]
    [InlineData("a\u0302\u0323", "ậ")]
    [InlineData("\u1100\u1161\u11A8", "각")]
    [InlineData("\uAC00\u11A8", "각")]
    [InlineData("각\u11A8", "각\u11A8")]
    [InlineData("\u212B", "Å")]
    [InlineData("\u0958", "\u0915\u093C")]
    [InlineData("\uD834\uDD5E", "\uD834\uDD57\uD834\uDD65")]
    public void Known_texts_compose(string text, string expected) => (Nfc.Of(text) ?? text).Should().Be(expected);

    [Fact]
    public void Half_a_surrogate_pair_is_replaced() => Nfc.Of("e\u0301\uD83D").Should().Be("é\uFFFD");

    [Fact]
    public void Many_marks_on_one_letter_take_no_square_time()
    {
        var marks = string.Concat(Enumerable.Repeat("\u0301\u0323", 100_000));
        var composed = Nfc.Of("a" + marks)!;
        composed.Should().StartWith("\u1EA1\u0323").And.EndWith("\u0301").And.HaveLength(200_000); // the first dot below joins the letter, the acutes follow all dots
    }
}
