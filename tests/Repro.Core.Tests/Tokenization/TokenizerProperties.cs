using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Repro.Core.Tokenization.Unicode;

namespace Repro.Core.Tests.Tokenization;

public sealed class TokenizerProperties
{
    private static readonly Core.Tokenization.Tokenizer Golden = GoldenTokenizer.Instance;
    private static readonly Core.Tokenization.Tokenizer Plain = GoldenTokenizer.With(j => j["normalizer"] = null);

    [Fact]
    public void Decoding_gives_back_the_nfc_of_every_valid_text() =>
        Check(Texts(), text => Golden.Decode(Golden.Encode(text)) == (Nfc.Of(text) ?? text));

    [Fact]
    public void Streaming_gives_the_whole_decoding_of_any_ids() =>
        Check(Ids(), ids =>
        {
            var stream = Golden.Stream();
            return string.Concat(ids.Select(stream.Add)) + stream.Finish() == Golden.Decode(ids);
        });

    [Fact]
    public void Nfc_of_nfc_is_nfc() => Check(Texts(), text => Nfc.Of(Nfc.Of(text) ?? text) is not { } again || again == (Nfc.Of(text) ?? text));

    [Fact]
    public void Any_bytes_have_the_ids_of_their_lossy_text() =>
        Check(ArbMap.Default.GeneratorFor<byte[]>(), bytes => Golden.EncodeUtf8(bytes).AsSpan().SequenceEqual(Golden.Encode(Encoding.UTF8.GetString(bytes))));

    [Fact]
    public void Pieces_of_a_text_never_lose_a_byte_without_nfc() =>
        Check(Texts(), text => Plain.Decode(Plain.Encode(text)) == text);

    /// <summary>Code points of all planes, with what decides (spaces, quotes, digits, marks, Hangul, broken special tokens) drawn often.</summary>
    private static Gen<string> Texts()
    {
        var parts = Gen.Frequency(
            (4, Gen.Choose(0x20, 0x7E).Select(c => new Rune(c).ToString())),
            (3, Gen.Elements(" ", "\n", "\r\n", "\t", "'s", "'LL", "7", "é", "e\u0301", "\u0323", "\u0307", "각", "\u1100\u1161", "\u11A8", "漢", "😀", "\u200D", "<|im_", "|>", "tool")),
            (2, Gen.Choose(0x80, 0xD7FF).Select(c => new Rune(c).ToString())),
            (1, Gen.Choose(0x10000, 0x10FFFF).Select(c => new Rune(c).ToString())));
        return parts.ListOf().Select(p => string.Concat(p));
    }

    private static Gen<int[]> Ids() => Gen.Choose(-1, Golden.VocabSize).ArrayOf();

    private static void Check<T>(Gen<T> values, Func<T, bool> holds) =>
        Prop.ForAll(values.ToArbitrary(), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(2025, 613));
}
