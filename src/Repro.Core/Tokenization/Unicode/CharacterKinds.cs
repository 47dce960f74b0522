using System.Globalization;
using System.Text;

namespace Repro.Core.Tokenization.Unicode;

/// <summary>The kind of every character, from .NET's tables: they agree with Hugging Face's core on every code point (golden planes).</summary>
internal static class CharacterKinds
{
    private static readonly CharacterKind[] Basic = [.. Enumerable.Range(0, 0x10000).Select(c => Of(c, CharUnicodeInfo.GetUnicodeCategory((char)c)))];

    /// <summary>The kind of the character at a place, and how many chars it takes. Half a surrogate pair is <see cref="CharacterKind.Other"/>.</summary>
    public static CharacterKind At(ReadOnlySpan<char> text, int at, out int width)
    {
        var c = text[at];
        width = 1;
        if (!char.IsSurrogate(c)) return Basic[c];
        if (Rune.DecodeFromUtf16(text[at..], out var rune, out width) != System.Buffers.OperationStatus.Done) return CharacterKind.Other;
        return Of(rune.Value, Rune.GetUnicodeCategory(rune));
    }

    private static CharacterKind Of(int code, UnicodeCategory category) => category switch
    {
        _ when code is '\r' or '\n' => CharacterKind.Newline,
        <= UnicodeCategory.OtherLetter => CharacterKind.Letter,
        UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => CharacterKind.Number,
        _ when code < 0x10000 && char.IsWhiteSpace((char)code) => CharacterKind.Space,
        _ => CharacterKind.Other,
    };
}
