using Repro.Core.Model;
using static TorchSharp.torch;

namespace Repro.Core.Kernels;

/// <summary>Where every head of q [B, T, H, D], k and v [B, S, G, D] is in memory. Keys and values may be views of a longer cache.</summary>
internal sealed unsafe class AttentionHeads
{
    private readonly float* q;
    private readonly float* k;
    private readonly float* v;
    private readonly nint keyRowStride;
    private readonly int queryHeads;
    private readonly int keyHeads;

    public AttentionHeads(Tensor q, Tensor k, Tensor v, Spans spans)
    {
        (Spans, Rows, Queries, queryHeads, Width) = (spans, (int)q.shape[0], (int)q.shape[1], (int)q.shape[2], (int)q.shape[3]);
        keyHeads = (int)k.shape[2];
        keyRowStride = (nint)k.stride(0);
        this.q = Native.Floats(q);
        this.k = Native.Floats(k);
        this.v = Native.Floats(v);
    }

    public Spans Spans { get; }

    public int Rows { get; }

    public int Queries { get; }

    public int Width { get; }

    public int PaddedWidth => (Width + 31) & ~31;

    /// <summary>Query heads of the whole batch.</summary>
    public int Count => Rows * queryHeads;

    /// <summary>Key heads of the whole batch: those whose gradients may be summed apart.</summary>
    public int Groups => Rows * keyHeads;

    public int HeadsPerGroup => queryHeads / keyHeads;

    /// <summary>Floats from one token's head to the next token's.</summary>
    public nint QueryStride => queryHeads * Width;

    public nint KeyStride => keyHeads * Width;

    public float Scale => 1 / MathF.Sqrt(Width);

    public int GroupOf(int head) => (head / queryHeads * keyHeads) + (head % queryHeads / HeadsPerGroup);

    public int HeadOf(int group, int member) => (group / keyHeads * queryHeads) + (group % keyHeads * HeadsPerGroup) + member;

    /// <summary>Offset of a query head's token 0 in q, z and their gradients.</summary>
    public nint QueryOffset(int head) => ((nint)(head / queryHeads) * Queries * QueryStride) + (head % queryHeads * Width);

    /// <summary>Offset of a key head's token 0 in k and v.</summary>
    public nint KeyOffset(int group) => ((nint)(group / keyHeads) * keyRowStride) + (group % keyHeads * Width);

    /// <summary>Offset of a query head's log-sums.</summary>
    public nint LogOffset(int head) => (nint)head * Queries;

    public float* Q(int head) => q + QueryOffset(head);

    public float* K(int group) => k + KeyOffset(group);

    public float* V(int group) => v + KeyOffset(group);

    /// <summary>The real tokens of a head's row: first real query, number of real queries, first real key, keys before the first query.</summary>
    public (int Query, int Queries, int Key, int Before) Real(int row)
    {
        var first = Math.Max(Spans.Past, Spans.Start[row]);
        var count = Math.Max(0, Math.Min(Spans.Keys, Spans.End[row]) - first);
        return (first - Spans.Past, count, Spans.Start[row], first - Spans.Start[row]);
    }

    public int RowOf(int head) => head / queryHeads;
}
