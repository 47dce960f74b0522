using System.Buffers;
using System.Text;
using Repro.Core.Tokenization.Files;

namespace Repro.Core.Tokenization.Bpe;

/// <summary>The ids of one piece of text: its bytes, then again and again the merge of the lowest rank, leftmost first.</summary>
internal sealed class BytePairs
{
    /// <summary>Up to this many bytes a scan for the lowest rank is faster than a queue.</summary>
    private const int Scanned = 96;

    private readonly int[] ofByte = new int[256];
    private readonly MergeTable merges;
    private readonly WordCache cache = new();

    public BytePairs(TokenizerFile file)
    {
        merges = new MergeTable(file.Merges);
        for (var b = 0; b < 256; b++) ofByte[b] = file.Ids[ByteAlphabet.Symbol((byte)b).ToString()];
    }

    public void Append(ReadOnlySpan<char> word, List<int> ids)
    {
        if (word.Length == 1 && word[0] < 0x80)
        {
            ids.Add(ofByte[word[0]]);
            return;
        }

        if (word.Length > WordCache.Longest)
        {
            Merge(word, ids);
            return;
        }

        var hash = string.GetHashCode(word, StringComparison.Ordinal);
        if (cache.Find(word, hash) is { } known)
        {
            ids.AddRange(known.AsSpan());
            return;
        }

        var before = ids.Count;
        Merge(word, ids);
        cache.Keep(word, hash, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(ids)[before..].ToArray());
    }

    private void Merge(ReadOnlySpan<char> word, List<int> ids)
    {
        var most = word.Length * 3;
        if (most <= Scanned * 3)
        {
            Span<byte> utf8 = stackalloc byte[Scanned * 3];
            Merge(utf8[..Encoding.UTF8.GetBytes(word, utf8)], ids);
            return;
        }

        var rented = ArrayPool<byte>.Shared.Rent(most);
        Merge(rented.AsSpan(0, Encoding.UTF8.GetBytes(word, rented)), ids);
        ArrayPool<byte>.Shared.Return(rented);
    }

    private void Merge(ReadOnlySpan<byte> utf8, List<int> ids)
    {
        if (utf8.Length > Scanned)
        {
            var parts = new int[utf8.Length];
            for (var i = 0; i < parts.Length; i++) parts[i] = ofByte[utf8[i]];
            MergeQueue.Run(merges, parts, ids);
            return;
        }

        Span<int> symbols = stackalloc int[Scanned];
        Span<int> ranks = stackalloc int[Scanned]; // ranks[i]: of the pair (i, i + 1)
        var count = utf8.Length;
        for (var i = 0; i < count; i++) symbols[i] = ofByte[utf8[i]];
        for (var i = 0; i + 1 < count; i++) ranks[i] = merges.Rank(symbols[i], symbols[i + 1]);
        while (count > 1)
        {
            var (best, rank) = (-1, MergeTable.None);
            for (var i = 0; i + 1 < count; i++)
            {
                if (ranks[i] < rank) (best, rank) = (i, ranks[i]);
            }

            if (best < 0) break;
            symbols[best] = merges.Merged(rank);
            symbols[(best + 2)..count].CopyTo(symbols[(best + 1)..]);
            ranks[(best + 1)..(count - 1)].CopyTo(ranks[best..]);
            count--;
            if (best > 0) ranks[best - 1] = merges.Rank(symbols[best - 1], symbols[best]);
            if (best + 1 < count) ranks[best] = merges.Rank(symbols[best], symbols[best + 1]);
        }

        ids.AddRange(symbols[..count]);
    }
}
