using System.Text;
using Repro.Core.Tokenization.Bpe;

namespace Repro.Core.Tokenization;

/// <summary>Decodes one id at a time and gives text as soon as its UTF-8 is whole. All pieces together are <see cref="Tokenizer.Decode"/>'s text.</summary>
public sealed class StreamingDecoder
{
    private readonly TokenTable tokens;
    private readonly bool skipSpecial;
    private readonly Decoder decoder = Encoding.UTF8.GetDecoder();

    internal StreamingDecoder(TokenTable tokens, bool skipSpecial) => (this.tokens, this.skipSpecial) = (tokens, skipSpecial);

    /// <summary>The text that this id completes; empty inside a character.</summary>
    public string Add(int id) => Text(tokens.Bytes(id, skipSpecial), flush: false);

    /// <summary>U+FFFD where the last character is unfinished, else empty. Afterwards the decoder is as new.</summary>
    public string Finish() => Text([], flush: true);

    private string Text(ReadOnlySpan<byte> bytes, bool flush)
    {
        Span<char> small = stackalloc char[64];
        var most = bytes.Length + 4; // a byte gives at most one char, and up to three may wait
        var text = most <= small.Length ? small : new char[most];
        return new string(text[..decoder.GetChars(bytes, text, flush)]);
    }
}
