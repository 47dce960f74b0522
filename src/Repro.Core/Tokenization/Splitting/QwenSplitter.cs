using Repro.Core.Tokenization.Bpe;
using Repro.Core.Tokenization.Unicode;

namespace Repro.Core.Tokenization.Splitting;

/// <summary>Qwen2's pattern by hand: the alternatives in their order, each as far as the pattern's greedy quantifiers go.</summary>
internal sealed class QwenSplitter : Splitter
{
    public const string Pattern = @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    public override void Split(ReadOnlySpan<char> text, BytePairs pairs, List<int> ids)
    {
        for (var at = 0; at < text.Length;)
        {
            var end = Next(text, at);
            pairs.Append(text[at..end], ids);
            at = end;
        }
    }

    /// <summary>Where the piece that begins at <paramref name="at"/> ends.</summary>
    public static int Next(ReadOnlySpan<char> text, int at)
    {
        var kind = CharacterKinds.At(text, at, out var width);
        if (kind == CharacterKind.Letter) return Run(text, at + width, CharacterKind.Letter);
        if (kind == CharacterKind.Number) return at + width;
        if (text[at] == '\'' && Contraction(text[(at + 1)..]) is > 0 and var length) return at + 1 + length;
        var after = at + width;
        if (kind != CharacterKind.Newline && after < text.Length && CharacterKinds.At(text, after, out var next) == CharacterKind.Letter)
            return Run(text, after + next, CharacterKind.Letter);
        if (kind == CharacterKind.Other) return Run(text, Run(text, after, CharacterKind.Other), CharacterKind.Newline);
        if (text[at] == ' ' && Run(text, after, CharacterKind.Other) is var symbols && symbols > after) return Run(text, symbols, CharacterKind.Newline);
        return Spaces(text, at);
    }

    /// <summary>Up to the last newline of the run; without one all but the last space, which goes to the word behind it.</summary>
    private static int Spaces(ReadOnlySpan<char> text, int at)
    {
        var (end, newline) = (at, -1);
        for (; end < text.Length; end++)
        {
            var kind = CharacterKinds.At(text, end, out _);
            if (kind == CharacterKind.Newline) newline = end;
            else if (kind != CharacterKind.Space) break;
        }

        if (newline >= 0) return newline + 1;
        return end == text.Length || end == at + 1 ? end : end - 1;
    }

    private static int Run(ReadOnlySpan<char> text, int at, CharacterKind kind)
    {
        while (at < text.Length && CharacterKinds.At(text, at, out var width) == kind) at += width;
        return at;
    }

    /// <summary>The length of s, t, re, ve, m, ll or d in either case behind an apostrophe; ſ is an s.</summary>
    private static int Contraction(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty) return 0;
        var first = Lower(text[0]);
        if (first is 's' or 't' or 'm' or 'd' or 'ſ') return 1;
        var second = text.Length > 1 ? Lower(text[1]) : '\0';
        return (first, second) is ('r', 'e') or ('v', 'e') or ('l', 'l') ? 2 : 0;
    }

    private static char Lower(char c) => c is >= 'A' and <= 'Z' ? (char)(c | 0x20) : c;
}
