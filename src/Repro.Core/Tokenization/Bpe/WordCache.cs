namespace Repro.Core.Tokenization.Bpe;

/// <summary>
/// The ids of pieces seen before. One place a hash, the latest piece stays: bounded, and safe without locks because entries never
/// change once published.
/// </summary>
internal sealed class WordCache
{
    /// <summary>Longer pieces are not kept.</summary>
    public const int Longest = 48;

    private const int Places = 1 << 16;

    private readonly Entry?[] entries = new Entry?[Places];

    public int[]? Find(ReadOnlySpan<char> word, int hash) =>
        Volatile.Read(ref entries[hash & (Places - 1)]) is { } entry && entry.Hash == hash && word.SequenceEqual(entry.Word) ? entry.Ids : null;

    public void Keep(ReadOnlySpan<char> word, int hash, int[] ids) => Volatile.Write(ref entries[hash & (Places - 1)], new Entry(hash, word.ToString(), ids));

    private sealed record Entry(int Hash, string Word, int[] Ids);
}
