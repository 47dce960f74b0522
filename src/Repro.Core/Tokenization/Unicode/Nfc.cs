using System.Text;

namespace Repro.Core.Tokenization.Unicode;

/// <summary>
/// Unicode's normalisation form C (UAX 15) with the data of Hugging Face's core. .NET's own follows the machine's ICU, and does
/// nothing at all where globalisation is invariant.
/// </summary>
internal static class Nfc
{
    private const int SBase = 0xAC00, LBase = 0x1100, VBase = 0x1161, TBase = 0x11A7, LCount = 19, VCount = 21, TCount = 28, SCount = LCount * VCount * TCount;

    /// <summary>The text in NFC, or null where it is so already. Half a surrogate pair becomes U+FFFD.</summary>
    public static string? Of(ReadOnlySpan<char> text)
    {
        if (Ascii.IsValid(text) || !Suspect(text)) return null;
        var codes = new List<int>(text.Length);
        foreach (var rune in text.EnumerateRunes()) Decompose(rune.Value, codes);
        Order(codes);
        Compose(codes);
        var result = new StringBuilder(text.Length);
        Span<char> two = stackalloc char[2];
        foreach (var code in codes) result.Append(two[..new Rune(code).EncodeToUtf16(two)]);
        return result.ToString();
    }

    /// <summary>Whether some character can change under NFC, by itself or beside another.</summary>
    private static bool Suspect(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] < 0x300) continue;
            var code = (int)text[i];
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) code = char.ConvertToUtf32(text[i], text[++i]);
            if (NormalizationData.Unstable(code)) return true;
        }

        return false;
    }

    private static void Decompose(int code, List<int> codes)
    {
        if (code - SBase is >= 0 and < SCount and var s)
        {
            codes.Add(LBase + (s / (VCount * TCount)));
            codes.Add(VBase + (s % (VCount * TCount) / TCount));
            if (s % TCount > 0) codes.Add(TBase + (s % TCount));
        }
        else if (code >= 0xC0 && NormalizationData.Decomposition(code) is { } parts)
        {
            foreach (var part in parts) Decompose(part, codes);
        }
        else
        {
            codes.Add(code);
        }
    }

    /// <summary>Marks between two starters go by class, those of one class stay in their order.</summary>
    private static void Order(List<int> codes)
    {
        for (var from = 0; from < codes.Count; from++)
        {
            if (NormalizationData.Class(codes[from]) == 0) continue;
            var to = from + 1;
            var ordered = true;
            for (; to < codes.Count && NormalizationData.Class(codes[to]) is > 0 and var rank; to++) ordered &= NormalizationData.Class(codes[to - 1]) <= rank;
            if (!ordered)
            {
                var marks = codes[from..to].OrderBy(NormalizationData.Class).ToList(); // a stable sort
                for (var i = from; i < to; i++) codes[i] = marks[i - from];
            }

            from = to;
        }
    }

    private static void Compose(List<int> codes)
    {
        var (starter, last, kept) = (-1, 0, 0); // last: class of the latest mark that stays behind the starter
        for (var i = 0; i < codes.Count; i++)
        {
            var (code, rank) = (codes[i], NormalizationData.Class(codes[i]));
            if (starter >= 0 && (kept == starter + 1 || last < rank) && Pair(codes[starter], code) is > 0 and var whole)
            {
                codes[starter] = whole;
                continue;
            }

            if (rank == 0) starter = kept;
            last = rank;
            codes[kept++] = code;
        }

        codes.RemoveRange(kept, codes.Count - kept);
    }

    private static int Pair(int first, int second)
    {
        if (first - LBase is >= 0 and < LCount and var l && second - VBase is >= 0 and < VCount and var v) return SBase + (((l * VCount) + v) * TCount);
        if (first - SBase is >= 0 and < SCount and var s && s % TCount == 0 && second - TBase is > 0 and < TCount and var t) return first + t;
        return NormalizationData.Composite(first, second);
    }
}
