using System.Buffers;
using Repro.Core.Tokenization.Files;

namespace Repro.Core.Tokenization.Bpe;

/// <summary>Finds added tokens in a text: the leftmost first, of those at one place the longest.</summary>
internal sealed class AddedTokens
{
    private readonly AddedToken[] longestFirst;
    private readonly SearchValues<char> firsts;

    public AddedTokens(IEnumerable<AddedToken> tokens)
    {
        longestFirst = [.. tokens.OrderByDescending(t => t.Content.Length)];
        firsts = SearchValues.Create([.. longestFirst.Select(t => t.Content[0])]);
    }

    /// <summary>A special token that counts as plain text still hides shorter ones within it, as Hugging Face has it.</summary>
    public bool Find(ReadOnlySpan<char> text, SpecialTokens special, out int at, out AddedToken token)
    {
        at = 0;
        while (text[at..].IndexOfAny(firsts) is var ahead and >= 0)
        {
            at += ahead;
            token = At(text[at..])!;
            if (token is null) at++;
            else if (token.Special && special == SpecialTokens.PlainText) at += token.Content.Length;
            else return true;
        }

        token = null!;
        return false;
    }

    private AddedToken? At(ReadOnlySpan<char> text)
    {
        foreach (var token in longestFirst)
        {
            if (text.StartsWith(token.Content, StringComparison.Ordinal)) return token;
        }

        return null;
    }
}
