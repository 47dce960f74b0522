using TorchSharp;
using static TorchSharp.torch;

namespace Repro.Core.Model;

/// <summary>
/// Keys (already rotated) and values of the tokens read so far, one preallocated pair of tensors [rows, capacity, G, D] a layer.
/// Row r keeps its place on the time axis: left padding stays, and is never attended to.
/// </summary>
public sealed class KvCache : IDisposable
{
    private readonly Tensor[] keys;
    private readonly Tensor[] values;
    private int[] start = [];
    private int[] live;

    /// <summary>Room for <paramref name="rows"/> sequences of <paramref name="capacity"/> tokens.</summary>
    public KvCache(Qwen2Config config, int rows, int capacity, Device? device = null, ScalarType dtype = ScalarType.Float32)
    {
        ArgumentNullException.ThrowIfNull(config);
        if (rows < 1 || capacity < 1) throw new ArgumentException($"A cache must have at least one row and one token, got {rows} rows of {capacity}. Ask for the size of the batch.");
        (live, Capacity) = ([.. Enumerable.Range(0, rows)], capacity);
        long[] shape = [rows, capacity, config.NumKeyValueHeads, config.HeadDim];
        keys = [.. Enumerable.Range(0, config.NumLayers).Select(_ => zeros(shape, dtype, device).DetachFromDisposeScope())];
        values = [.. Enumerable.Range(0, config.NumLayers).Select(_ => zeros(shape, dtype, device).DetachFromDisposeScope())];
    }

    /// <summary>Tokens read so far, padding included.</summary>
    public int Length { get; private set; }

    /// <summary>Most tokens a row can hold.</summary>
    public int Capacity { get; }

    /// <summary>Which sequence each live row is: its number at the start, or its name.</summary>
    public IReadOnlyList<int> Rows => live;

    /// <summary>Names the rows (by request, say) before the first pass; none: rows come in by <see cref="Admit"/>.</summary>
    internal int[] Names
    {
        init => live = [.. value];
    }

    /// <summary>
    /// Lets finished rows leave: the last live rows move into their places, and <see cref="Rows"/> tells the new order.
    /// Rows of a pass are then as many as are kept.
    /// </summary>
    /// <param name="finished">For each row of <see cref="Rows"/>, whether it leaves.</param>
    public void Remove(IReadOnlyList<bool> finished)
    {
        ArgumentNullException.ThrowIfNull(finished);
        if (finished.Count != live.Length) throw new ArgumentException($"There must be one flag per live row ({live.Length}), got {finished.Count}. Follow the order of Rows.");
        var kept = finished.Count(f => !f);
        var holes = Enumerable.Range(0, kept).Where(i => finished[i]).Select(i => (long)i).ToArray();
        var movers = Enumerable.Range(kept, live.Length - kept).Where(i => !finished[i]).Select(i => (long)i).ToArray();
        if (holes.Length > 0)
        {
            using var scope = NewDisposeScope();
            using var quiet = no_grad();
            var (to, from) = (tensor(holes, device: keys[0].device), tensor(movers, device: keys[0].device));
            foreach (var tensor in keys.Concat(values))
            {
                using var layer = NewDisposeScope();
                tensor.index_copy_(0, to, tensor.index_select(0, from));
            }

            (live, start) = ([.. live], [.. start]); // a hook may have kept the old ones
            for (var i = 0; i < holes.Length; i++) (live[holes[i]], start[holes[i]]) = (live[movers[i]], start[movers[i]]);
        }

        (live, start) = (live[..kept], start[..kept]);
    }

    /// <summary>
    /// New rows come in behind the live ones: copies of rows of a prefix, put so that they end where the others end. One prefix may
    /// serve many rows.
    /// </summary>
    /// <param name="prefix">What the new rows have read.</param>
    /// <param name="from">For each new row, its place in the prefix.</param>
    /// <param name="names">For each new row, its name.</param>
    internal void Admit(KvCache prefix, int[] from, int[] names)
    {
        if (live.Length + names.Length > keys[0].shape[0]) throw new ArgumentException($"The cache holds at most {keys[0].shape[0]} rows, got {live.Length} + {names.Length}. Let finished rows leave first.");
        if (names.Length == 0) return;
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        if (live.Length == 0) Length = 0;
        if (Length < prefix.Length) Slide(prefix.Length - Length);
        var rows = tensor(Array.ConvertAll(from, f => (long)f), device: keys[0].device);
        foreach (var (to, source) in keys.Concat(values).Zip(prefix.keys.Concat(prefix.values)))
        {
            using var layer = NewDisposeScope(); // a copy of one layer at a time
            to.narrow(0, live.Length, names.Length).narrow(1, Length - prefix.Length, prefix.Length).copy_(source.index_select(0, rows));
        }

        start = [.. start, .. from.Select(f => Length - prefix.Length + prefix.start[f])];
        live = [.. live, .. names];
    }

    /// <summary>Moves all rows to the front where fewer than <paramref name="count"/> columns are left behind them.</summary>
    internal void MakeRoom(int count)
    {
        if (Length + count > Capacity && live.Length > 0) Slide(-start.Min());
    }

    /// <summary>Frees the tensors.</summary>
    public void Dispose()
    {
        foreach (var tensor in keys.Concat(values)) tensor.Dispose();
    }

    /// <summary>Where the real tokens are when a pass over <paramref name="fresh"/> follows what is cached.</summary>
    internal Spans Extend(Spans fresh)
    {
        if (fresh.Start.Length != live.Length) throw new ArgumentException($"A pass must have one row per live row of the cache ({live.Length}), got {fresh.Start.Length}. Remove finished rows from the cache first.");
        if (Length + fresh.Queries > Capacity) throw new ArgumentException($"The cache holds at most {Capacity} tokens a row, got {Length + fresh.Queries}. Make it larger.");
        if (Length > 0 && !fresh.Full) throw new ArgumentException("Tokens that follow a cached prefix must be real, got a mask with zeros. Pad on the left, in the first pass only.");
        if (Array.Exists(fresh.End, e => e != fresh.Queries)) throw new ArgumentException("A cached prefix must end with a real token, got padding on the right. Pad on the left.");
        if (Length == 0) start = fresh.Start;
        var keysAfter = Length + fresh.Queries;
        return new Spans(start, [.. start.Select(_ => keysAfter)], Length, fresh.Queries);
    }

    /// <summary>Writes the keys and values of new tokens behind the old ones and returns all: at least [B, S, G, D], from the front.</summary>
    internal (Tensor Keys, Tensor Values) Append(int layer, Tensor k, Tensor v)
    {
        var (rows, count) = (k.shape[0], k.shape[1]);
        using var toKeys = keys[layer].narrow(0, 0, rows).narrow(1, Length, count);
        using var toValues = values[layer].narrow(0, 0, rows).narrow(1, Length, count);
        toKeys.copy_(k);
        toValues.copy_(v);
        return (keys[layer], values[layer]);
    }

    /// <summary>Moves what is cached along the axis of time. Keys keep their rotation: positions count from each row's own start.</summary>
    private void Slide(int columns)
    {
        if (live.Length > 0 && columns != 0)
        {
            using var scope = NewDisposeScope();
            using var quiet = no_grad();
            var first = start.Min();
            foreach (var tensor in keys.Concat(values))
            {
                using var layer = NewDisposeScope();
                var old = tensor.narrow(0, 0, live.Length).narrow(1, first, Length - first).clone();
                tensor.narrow(0, 0, live.Length).narrow(1, first + columns, Length - first).copy_(old);
            }
        }

        start = [.. start.Select(s => s + columns)];
        Length += columns;
    }

    /// <summary>Ends a pass: its tokens belong to the prefix of the next.</summary>
    internal void Advance(int count) => Length += count;
}
