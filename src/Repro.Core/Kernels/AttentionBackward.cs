using System.Runtime.Intrinsics;

namespace Repro.Core.Kernels;

/// <summary>One key head of <see cref="AttendNode"/>, backward: all query heads of its group, so that its gradients are summed by one thread in one order.</summary>
internal static unsafe class AttentionBackward
{
    public static void Run(AttentionHeads heads, AttentionBuffers buffers, int group, AttentionGradients g)
    {
        var (query, queries, key, before) = heads.Real(heads.RowOf(heads.HeadOf(group, 0)));
        if (queries == 0) return;
        var (width, padded, keys, count) = (heads.Width, buffers.Width, buffers.Keys, before + queries);
        var first = key * heads.KeyStride;
        AttentionBuffers.PackColumns(heads.K(group) + first, heads.KeyStride, count, width, buffers.KeyColumns, keys);
        AttentionBuffers.PackRows(heads.K(group) + first, heads.KeyStride, count, width, buffers.KeyRows, padded);
        AttentionBuffers.PackColumns(heads.V(group) + first, heads.KeyStride, count, width, buffers.ValueColumns, keys);
        new Span<float>(buffers.KeyGradient, keys * padded).Clear();
        new Span<float>(buffers.ValueGradient, keys * padded).Clear();
        for (var member = 0; member < heads.HeadsPerGroup; member++)
            Member(heads, buffers, heads.HeadOf(group, member), query, queries, before, g);
        Unpack(buffers.KeyGradient, padded, count, width, g.Dk + heads.KeyOffset(group) + first, heads.KeyStride);
        Unpack(buffers.ValueGradient, padded, count, width, g.Dv + heads.KeyOffset(group) + first, heads.KeyStride);
    }

    private static void Member(AttentionHeads heads, AttentionBuffers buffers, int head, int query, int queries, int before, AttentionGradients g)
    {
        var (width, padded, keys, stride) = (heads.Width, buffers.Width, buffers.Keys, heads.QueryStride);
        var offset = heads.QueryOffset(head) + (query * stride);
        var log = g.Log + heads.LogOffset(head) + query;
        AttentionBuffers.PackRows(heads.Q(head) + (query * stride), stride, queries, width, buffers.Queries, padded);
        for (var i = 0; i < queries; i += AttentionBuffers.Block)
        {
            var rows = Math.Min(AttentionBuffers.Block, queries - i);
            var seen = before + i + rows;
            var q = buffers.Queries + ((nint)i * padded);
            var dz = g.Dz + offset + (i * stride);
            AttentionBuffers.PackRows(dz, stride, rows, width, buffers.OutGradient, padded);
            Gemm.Multiply(q, padded, 1, buffers.KeyColumns, keys, buffers.Scores, keys, rows, seen, width, false);
            Gemm.Multiply(buffers.OutGradient, padded, 1, buffers.ValueColumns, keys, buffers.ScoreGradient, keys, rows, seen, width, false);
            for (var r = 0; r < rows; r++)
            {
                var dot = Dot(g.Z + offset + ((i + r) * stride), dz + (r * stride), width);
                Row(buffers.Scores + ((nint)r * keys), buffers.ScoreGradient + ((nint)r * keys), before + i + r + 1, (seen + 31) & ~31, heads.Scale, log[i + r], dot);
            }

            Gemm.Multiply(buffers.Scores, 1, keys, buffers.OutGradient, padded, buffers.ValueGradient, padded, seen, width, rows, true);
            Gemm.Multiply(buffers.ScoreGradient, 1, keys, q, padded, buffers.KeyGradient, padded, seen, width, rows, true);
            Gemm.Multiply(buffers.ScoreGradient, keys, 1, buffers.KeyRows, padded, buffers.Out, padded, rows, width, seen, false);
            Unpack(buffers.Out, padded, rows, width, g.Dq + offset + (i * stride), stride);
        }
    }

    /// <summary>From scores and dO V^T of one row: weights P, and dS = P (dP - rowsum(dO O)) * scale; zero beyond the row's keys.</summary>
    private static void Row(float* scores, float* gradient, int count, int end, float scale, float log, float dot)
    {
        var last = (count + 15) & ~15;
        for (var j = count; j < last; j++) scores[j] = float.NegativeInfinity;
        for (var j = 0; j < last; j += 16)
        {
            var p = Vector512.Exp((Vector512.Load(scores + j) * scale) - Vector512.Create(log));
            p.Store(scores + j);
            (p * (Vector512.Load(gradient + j) - Vector512.Create(dot)) * scale).Store(gradient + j);
        }

        for (var j = last; j < end; j += 16)
        {
            Vector512<float>.Zero.Store(scores + j);
            Vector512<float>.Zero.Store(gradient + j);
        }
    }

    private static float Dot(float* a, float* b, int width)
    {
        var total = 0f;
        for (var i = 0; i < width; i++) total += a[i] * b[i];
        return total;
    }

    private static void Unpack(float* from, int fromWidth, int count, int width, float* to, nint stride)
    {
        for (var i = 0; i < count; i++)
            new ReadOnlySpan<float>(from + ((nint)i * fromWidth), width).CopyTo(new Span<float>(to + (i * stride), width));
    }
}
