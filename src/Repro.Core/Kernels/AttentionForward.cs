using System.Runtime.Intrinsics;

namespace Repro.Core.Kernels;

/// <summary>One head of <see cref="AttendNode"/>, forward. Every row's sums run over its own real keys from the first, so that neither padding nor the batch changes a bit.</summary>
internal static unsafe class AttentionForward
{
    public static void Run(AttentionHeads heads, AttentionBuffers buffers, int head, float* z, float* log)
    {
        var (query, queries, key, before) = heads.Real(heads.RowOf(head));
        var (width, padded, keys) = (heads.Width, buffers.Width, buffers.Keys);
        var group = heads.GroupOf(head);
        z += heads.QueryOffset(head);
        log += heads.LogOffset(head);
        Blank(heads, z, 0, query);
        Blank(heads, z, query + queries, heads.Queries);
        if (queries == 0) return;

        var count = before + queries;
        var q = heads.Q(head) + (query * heads.QueryStride);
        var k = heads.K(group) + (key * heads.KeyStride);
        var v = heads.V(group) + (key * heads.KeyStride);
        z += query * heads.QueryStride;
        AttentionBuffers.PackRows(q, heads.QueryStride, queries, width, buffers.Queries, padded);
        AttentionBuffers.PackColumns(k, heads.KeyStride, count, width, buffers.KeyColumns, keys);
        AttentionBuffers.PackRows(v, heads.KeyStride, count, width, buffers.Values, padded);
        for (var i = 0; i < queries; i += AttentionBuffers.Block)
        {
            var rows = Math.Min(AttentionBuffers.Block, queries - i);
            var seen = Math.Min(count, before + i + rows);
            Gemm.Multiply(buffers.Queries + ((nint)i * padded), padded, 1, buffers.KeyColumns, keys, buffers.Scores, keys, rows, seen, width, false);
            for (var r = 0; r < rows; r++) log[query + i + r] = Softmax(buffers.Scores + ((nint)r * keys), before + i + r + 1, seen, heads.Scale);
            Gemm.Multiply(buffers.Scores, keys, 1, buffers.Values, padded, buffers.Out, padded, rows, width, seen, false);
            for (var r = 0; r < rows; r++)
                new ReadOnlySpan<float>(buffers.Out + ((nint)r * padded), width).CopyTo(new Span<float>(z + ((i + r) * heads.QueryStride), width));
        }
    }

    /// <summary>Scales the first <paramref name="count"/> scores, makes them weights that sum to 1 and the rest up to <paramref name="seen"/> zero; returns log sum exp.</summary>
    public static float Softmax(float* scores, int count, int seen, float scale)
    {
        var last = (count + 15) & ~15;
        for (var j = count; j < last; j++) scores[j] = float.NegativeInfinity;
        var max = Vector512.Create(float.NegativeInfinity);
        for (var j = 0; j < last; j += 16) max = Vector512.Max(max, Vector512.Load(scores + j));
        var top = Largest(max) * scale;
        var sums = Vector512<float>.Zero;
        for (var j = 0; j < last; j += 16)
        {
            var e = Vector512.Exp((Vector512.Load(scores + j) * scale) - Vector512.Create(top));
            sums += e;
            e.Store(scores + j);
        }

        var sum = Vector512.Sum(sums);
        var inverse = 1 / sum;
        for (var j = 0; j < last; j += 16) (Vector512.Load(scores + j) * inverse).Store(scores + j);
        for (var j = last; j < seen; j++) scores[j] = 0;
        return top + MathF.Log(sum);
    }

    private static float Largest(Vector512<float> values)
    {
        var max = values[0];
        for (var i = 1; i < 16; i++) max = MathF.Max(max, values[i]);
        return max;
    }

    private static void Blank(AttentionHeads heads, float* z, int from, int to)
    {
        for (var t = from; t < to; t++) new Span<float>(z + (t * heads.QueryStride), heads.Width).Clear();
    }
}
