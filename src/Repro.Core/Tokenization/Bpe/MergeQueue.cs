namespace Repro.Core.Tokenization.Bpe;

/// <summary>The same merges by a queue over a linked list: n log n for long pieces such as runs of spaces.</summary>
internal static class MergeQueue
{
    /// <summary>Merges <paramref name="symbols"/> in place and appends what is left.</summary>
    public static void Run(MergeTable merges, int[] symbols, List<int> ids)
    {
        var (next, previous) = (new int[symbols.Length], new int[symbols.Length]);
        for (var i = 0; i < symbols.Length; i++) (next[i], previous[i]) = (i + 1, i - 1);
        var queue = new PriorityQueue<(int At, int Left, int Right), (int Rank, int At)>(symbols.Length);
        for (var i = 0; i + 1 < symbols.Length; i++) Enqueue(i);
        while (queue.TryDequeue(out var pair, out var priority))
        {
            // An entry is stale when either side has changed or gone since.
            var right = next[pair.At];
            if (right == symbols.Length || right < 0 || symbols[pair.At] != pair.Left || symbols[right] != pair.Right) continue;
            symbols[pair.At] = merges.Merged(priority.Rank);
            next[pair.At] = next[right];
            if (next[right] < symbols.Length) previous[next[right]] = pair.At;
            next[right] = -1;
            if (previous[pair.At] >= 0) Enqueue(previous[pair.At]);
            if (next[pair.At] < symbols.Length) Enqueue(pair.At);
        }

        for (var i = 0; i < symbols.Length; i = next[i]) ids.Add(symbols[i]);

        void Enqueue(int at)
        {
            var rank = merges.Rank(symbols[at], symbols[next[at]]);
            if (rank != MergeTable.None) queue.Enqueue((at, symbols[at], symbols[next[at]]), (rank, at));
        }
    }
}
