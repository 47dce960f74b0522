using Repro.Core.Model;
using static TorchSharp.torch;

namespace Repro.Core.Kernels;

/// <summary>
/// Causal attention head by head, without a score matrix in memory: P = softmax(q k^T / sqrt(D)) lives block by block in the cache.
/// Backward makes P again from the saved log-sum: dV = P^T dO, dS = P (dO V^T - rowsum(dO O)) / sqrt(D), dQ = dS K, dK = dS^T Q.
/// </summary>
internal sealed unsafe class AttendNode : autograd.SingleTensorFunction<AttendNode>
{
    public override string Name => nameof(AttendNode);

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var (q, k, v, spans) = ((Tensor)vars[0], (Tensor)vars[1], (Tensor)vars[2], (Spans)vars[3]);
        var z = empty(q.shape);
        var log = empty([q.shape[0], q.shape[2], q.shape[1]]);
        var heads = new AttentionHeads(q, k, v, spans);
        var pz = Native.Floats(z);
        var pl = Native.Floats(log);
        if (heads.Queries == 1) Step(heads, pz, pl);
        else Whole(heads, pz, pl);
        ctx.save_for_backward([q, k, v, z, log]);
        ctx.save_data("spans", spans);
        return z;
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        using var own = NewDisposeScope();
        var saved = ctx.get_saved_variables();
        var heads = new AttentionHeads(saved[0], saved[1], saved[2], (Spans)ctx.get_data("spans")!);
        var (z, log, dz) = (saved[3], saved[4], grad_output.contiguous());
        var (dq, dk, dv) = (zeros_like(saved[0]), zeros(saved[1].shape), zeros(saved[2].shape));
        var gradients = new AttentionGradients(Native.Floats(z), Native.Floats(log), Native.Floats(dz), Native.Floats(dq), Native.Floats(dk), Native.Floats(dv));
        Native.For(heads.Groups, 1, (_, from, to) =>
        {
            using var buffers = new AttentionBuffers(heads, forBackward: true);
            for (var group = from; group < to; group++) AttentionBackward.Run(heads, buffers, group, gradients);
        });
        return [dq.MoveToOuterDisposeScope(), dk.MoveToOuterDisposeScope(), dv.MoveToOuterDisposeScope(), null!];
    }

    private static void Whole(AttentionHeads heads, float* z, float* log) => Native.For(heads.Count, 1, (_, from, to) =>
    {
        using var buffers = new AttentionBuffers(heads, forBackward: false);
        for (var head = from; head < to; head++) AttentionForward.Run(heads, buffers, head, z, log);
    });

    private static void Step(AttentionHeads heads, float* z, float* log) => Native.For(heads.Rows, 1, (_, from, to) =>
    {
        var scores = new float[heads.Count / heads.Rows * (heads.Spans.Keys + 16)];
        fixed (float* s = scores)
        {
            for (var row = from; row < to; row++) AttentionStep.Run(heads, s, row, z, log);
        }
    });
}
