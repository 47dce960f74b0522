using static Repro.Core.Tests.Tokenization.GoldenTokenizer;

namespace Repro.Core.Tests.Tokenization;

public sealed class StreamingDecoderTests
{
    [Fact]
    public void All_pieces_together_are_the_whole_text()
    {
        foreach (var list in new[] { "texts", "bytes" }) Compare(Vectors.GetProperty(list), v => Streamed(v.Ids(), skipSpecial: false), v => v.Text("decoded"), t => t);
        Compare(Vectors.GetProperty("skipped"), v => Streamed(v.Ids(), skipSpecial: true), v => v.Text("decoded"), t => t);
    }

    [Fact]
    public void An_emoji_comes_with_its_last_byte()
    {
        var stream = GoldenTokenizer.Instance.Stream();
        Bytes("f09f98").Select(stream.Add).Should().Equal("", "", "");
        Bytes("80").Select(stream.Add).Should().Equal("😀");
        stream.Finish().Should().BeEmpty();
    }

    [Fact]
    public void A_broken_character_comes_as_soon_as_it_is_broken()
    {
        var stream = GoldenTokenizer.Instance.Stream();
        Bytes("f09f41").Select(stream.Add).Should().Equal("", "", "\uFFFDA");
        Bytes("80").Select(stream.Add).Should().Equal("\uFFFD");
    }

    [Fact]
    public void An_unfinished_character_comes_at_the_end_and_the_decoder_is_as_new()
    {
        var stream = GoldenTokenizer.Instance.Stream();
        Bytes("41e6bc").Select(stream.Add).Should().Equal("A", "", "");
        stream.Finish().Should().Be("\uFFFD");
        stream.Finish().Should().BeEmpty();
        Bytes("a242").Select(stream.Add).Should().Equal("\uFFFD", "B");
    }

    [Fact]
    public void A_long_token_comes_whole()
    {
        var content = new string('ß', 200) + " ";
        var tokenizer = With(j => j["added_tokens"]!.AsArray().Add(new System.Text.Json.Nodes.JsonObject
        {
            ["id"] = 1363, ["content"] = content, ["single_word"] = false, ["lstrip"] = false, ["rstrip"] = false, ["normalized"] = false, ["special"] = true,
        }));
        tokenizer.Stream().Add(1363).Should().Be(content);
        tokenizer.Stream(skipSpecial: true).Add(1363).Should().BeEmpty();
    }

    private static IEnumerable<int> Bytes(string hex) =>
        Convert.FromHexString(hex).Select(b => GoldenTokenizer.Instance.IdOf(Core.Tokenization.Bpe.ByteAlphabet.Symbol(b).ToString())!.Value);

    private static string Streamed(int[] ids, bool skipSpecial)
    {
        var stream = GoldenTokenizer.Instance.Stream(skipSpecial);
        return string.Concat(ids.Select(stream.Add)) + stream.Finish();
    }
}
