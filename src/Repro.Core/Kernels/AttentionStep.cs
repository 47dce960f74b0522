using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Repro.Core.Kernels;

/// <summary>
/// One query a row against all its keys: the step of generation. Keys and values stream through once, all heads of a token
/// together, as they lie in memory.
/// </summary>
internal static unsafe class AttentionStep
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(AttentionHeads heads, float* scores, int row, float* z, float* log)
    {
        var (query, queries, key, before) = heads.Real(row);
        var (width, count, members, groups) = (heads.Width, before + queries, heads.HeadsPerGroup, heads.Groups / heads.Rows);
        var (first, firstGroup, room) = (row * groups * members, row * groups, heads.Spans.Keys + 16);
        var out0 = z + heads.QueryOffset(first);
        new Span<float>(out0, groups * members * width).Clear();
        if (queries == 0) return;
        var q = heads.Q(first);
        var k = heads.K(firstGroup) + (key * heads.KeyStride);
        var v = heads.V(firstGroup) + (key * heads.KeyStride);
        for (var j = 0; j < count; j++, k += heads.KeyStride)
        {
            Fetch(v + (j * heads.KeyStride), groups * width);
            for (var head = 0; head < groups * members; head++)
                scores[(head * room) + j] = Dot(q + (head * width), k + (head / members * width), width);
        }

        for (var head = 0; head < groups * members; head++)
            log[heads.LogOffset(first + head) + query] = AttentionForward.Softmax(scores + (head * room), count, count, heads.Scale);
        for (var j = 0; j < count; j++, v += heads.KeyStride)
        {
            for (var head = 0; head < groups * members; head++)
                AddScaled(out0 + (head * width), v + (head / members * width), scores[(head * room) + j], width);
        }
    }

    /// <summary>Asks for the value of a key while the keys are read: the step waits for memory more than it computes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fetch(float* from, int floats)
    {
        if (!Sse.IsSupported) return;
        for (var i = 0; i < floats; i += 16) Sse.Prefetch1(from + i);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Dot(float* a, float* b, int width)
    {
        var sum = Vector512<float>.Zero;
        var i = 0;
        for (; i <= width - 16; i += 16) sum = Vector512.FusedMultiplyAdd(Vector512.Load(a + i), Vector512.Load(b + i), sum);
        var total = Vector512.Sum(sum);
        for (; i < width; i++) total += a[i] * b[i];
        return total;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddScaled(float* to, float* from, float factor, int width)
    {
        var i = 0;
        for (; i <= width - 16; i += 16)
            Vector512.FusedMultiplyAdd(Vector512.Load(from + i), Vector512.Create(factor), Vector512.Load(to + i)).Store(to + i);
        for (; i < width; i++) to[i] += factor * from[i];
    }
}
