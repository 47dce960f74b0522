namespace Repro.Core.Tokenization.Bpe;

/// <summary>Ranks of pairs of tokens: open addressing with at least half of the places free, read only once built.</summary>
internal sealed class MergeTable
{
    public const int None = int.MaxValue;

    private readonly ulong[] keys;
    private readonly int[] ranks;
    private readonly int[] merged;
    private readonly int shift;

    public MergeTable(IReadOnlyList<(int Left, int Right, int Merged)> merges)
    {
        var bits = 4;
        while (1 << bits < merges.Count * 2) bits++;
        shift = 64 - bits;
        keys = new ulong[1 << bits];
        ranks = new int[1 << bits];
        merged = [.. merges.Select(m => m.Merged)];
        for (var rank = 0; rank < merges.Count; rank++)
        {
            var place = Place(Key(merges[rank].Left, merges[rank].Right));
            (keys[place], ranks[place]) = (Key(merges[rank].Left, merges[rank].Right), rank); // of a pair given twice the later rank counts
        }
    }

    /// <summary>The rank of a pair, the lowest merges first; <see cref="None"/> where it does not merge.</summary>
    public int Rank(int left, int right)
    {
        var key = Key(left, right);
        var place = Place(key);
        return keys[place] == key ? ranks[place] : None;
    }

    /// <summary>What a rank's pair becomes.</summary>
    public int Merged(int rank) => merged[rank];

    /// <summary>Never 0, which marks a free place.</summary>
    private static ulong Key(int left, int right) => ((ulong)(uint)left << 32 | (uint)right) + 1;

    private int Place(ulong key)
    {
        var place = (int)((key * 0x9E3779B97F4A7C15UL) >> shift);
        while (keys[place] != key && keys[place] != 0) place = (place + 1) & (keys.Length - 1);
        return place;
    }
}
