using System.Text.RegularExpressions;
using Repro.Core.Tokenization.Bpe;

namespace Repro.Core.Tokenization.Splitting;

/// <summary>
/// Any other pattern, by .NET's regular expressions. Those see UTF-16 where Hugging Face's see characters, so they run over a
/// shadow of the text, in which every character is one char of the same category.
/// </summary>
internal sealed class RegexSplitter : Splitter
{
    private readonly Regex regex;

    /// <exception cref="InvalidDataException">The pattern uses what the two kinds of expression understand differently.</exception>
    public RegexSplitter(string pattern, string file)
    {
        if (PatternCheck.Unsupported(pattern) is { } what)
            throw new InvalidDataException($"{file}: pre_tokenizer's pattern must be Qwen2's, or one that Repro reads as Hugging Face does, got {what} in {pattern}. Use the tokenizer.json of a Qwen2 or Qwen2.5 checkpoint.");
        regex = new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.Compiled);
    }

    public override void Split(ReadOnlySpan<char> text, BytePairs pairs, List<int> ids)
    {
        var shadow = new Shadow(text);
        var at = 0;
        foreach (var match in regex.EnumerateMatches(shadow.Text))
        {
            if (match.Length == 0) continue;
            Append(text[at..shadow.Place(match.Index)], pairs, ids); // what no alternative takes is a piece too
            at = shadow.Place(match.Index + match.Length);
            Append(text[shadow.Place(match.Index)..at], pairs, ids);
        }

        Append(text[at..], pairs, ids);
    }

    private static void Append(ReadOnlySpan<char> piece, BytePairs pairs, List<int> ids)
    {
        if (!piece.IsEmpty) pairs.Append(piece, ids);
    }
}
