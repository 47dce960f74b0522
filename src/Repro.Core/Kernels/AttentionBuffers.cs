using System.Runtime.InteropServices;

namespace Repro.Core.Kernels;

/// <summary>One thread's packed copies of a head: rows of <see cref="Width"/> floats, zero where the padding is.</summary>
internal sealed unsafe class AttentionBuffers : IDisposable
{
    /// <summary>Queries handled together.</summary>
    public const int Block = 16;

    private readonly void* memory;

    public AttentionBuffers(AttentionHeads heads, bool forBackward)
    {
        Width = heads.PaddedWidth;
        Keys = (heads.Spans.Keys + 31) & ~31;
        var rows = Keys * Width;
        var scores = Block * Keys;
        var floats = (3 * rows) + scores + (Block * Width) + (forBackward ? (3 * rows) + scores + (Block * Width) : 0);
        memory = NativeMemory.AlignedAlloc((nuint)floats * sizeof(float), 64);
        new Span<float>(memory, floats).Clear();
        var next = (float*)memory;
        KeyColumns = Take(ref next, rows);
        Values = Take(ref next, rows);
        Queries = Take(ref next, rows);
        Scores = Take(ref next, scores);
        Out = Take(ref next, Block * Width);
        if (!forBackward) return;
        KeyRows = Take(ref next, rows);
        ValueColumns = Values;
        KeyGradient = Take(ref next, rows);
        ValueGradient = Take(ref next, rows);
        ScoreGradient = Take(ref next, scores);
        OutGradient = Take(ref next, Block * Width);
    }

    /// <summary>D, rounded up to 32.</summary>
    public int Width { get; }

    /// <summary>Number of keys, rounded up to 32.</summary>
    public int Keys { get; }

    /// <summary>k^T [Width, Keys].</summary>
    public float* KeyColumns { get; }

    /// <summary>k [Keys, Width].</summary>
    public float* KeyRows { get; }

    /// <summary>v [Keys, Width].</summary>
    public float* Values { get; }

    /// <summary>v^T [Width, Keys]; backward needs only this one.</summary>
    public float* ValueColumns { get; }

    /// <summary>q [Keys, Width].</summary>
    public float* Queries { get; }

    /// <summary>A block's scores, then weights [Block, Keys].</summary>
    public float* Scores { get; }

    public float* ScoreGradient { get; }

    /// <summary>A block's output, or the gradient of its queries [Block, Width].</summary>
    public float* Out { get; }

    public float* OutGradient { get; }

    public float* KeyGradient { get; }

    public float* ValueGradient { get; }

    public void Dispose() => NativeMemory.AlignedFree(memory);

    /// <summary>Copies rows of a head into packed rows.</summary>
    public static void PackRows(float* from, nint stride, int count, int width, float* to, int toWidth)
    {
        for (var i = 0; i < count; i++)
            new ReadOnlySpan<float>(from + (i * stride), width).CopyTo(new Span<float>(to + ((nint)i * toWidth), width));
    }

    /// <summary>Copies rows of a head into packed columns.</summary>
    public static void PackColumns(float* from, nint stride, int count, int width, float* to, int toWidth)
    {
        for (var i = 0; i < count; i++)
        {
            var row = from + (i * stride);
            for (var d = 0; d < width; d++) to[((nint)d * toWidth) + i] = row[d];
        }
    }

    private static float* Take(ref float* next, int count)
    {
        var taken = next;
        next += count;
        return taken;
    }
}
