using System.Runtime.Intrinsics;
using static TorchSharp.torch;

namespace Repro.Core.Kernels;

/// <summary>
/// s = sigmoid(g); y = g s u.
/// dg = dy u s (1 + g (1 - s)); du = dy g s.
/// </summary>
internal sealed unsafe class SwiGluNode : autograd.SingleTensorFunction<SwiGluNode>
{
    private const int Grain = 16384;

    public override string Name => nameof(SwiGluNode);

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var (gate, up) = ((Tensor)vars[0], (Tensor)vars[1]);
        var y = empty(gate.shape);
        var pg = Native.Floats(gate);
        var pu = Native.Floats(up);
        var py = Native.Floats(y);
        Native.For((int)gate.numel(), Grain, (_, from, to) =>
        {
            var i = from;
            for (; i <= to - 16; i += 16)
            {
                var g = Vector512.Load(pg + i);
                (g * Sigmoid(g) * Vector512.Load(pu + i)).Store(py + i);
            }

            for (; i < to; i++) py[i] = pg[i] / (1 + MathF.Exp(-pg[i])) * pu[i];
        });
        ctx.save_for_backward([gate, up]);
        return y;
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        using var own = NewDisposeScope();
        var saved = ctx.get_saved_variables();
        var (gate, up, dy) = (saved[0], saved[1], grad_output.contiguous());
        var (dgate, dup) = (empty(gate.shape), empty(gate.shape));
        var pg = Native.Floats(gate);
        var pu = Native.Floats(up);
        var py = Native.Floats(dy);
        var pdg = Native.Floats(dgate);
        var pdu = Native.Floats(dup);
        Native.For((int)gate.numel(), Grain, (_, from, to) =>
        {
            var i = from;
            for (; i <= to - 16; i += 16)
            {
                var (g, d) = (Vector512.Load(pg + i), Vector512.Load(py + i));
                var s = Sigmoid(g);
                (d * g * s).Store(pdu + i);
                (d * Vector512.Load(pu + i) * s * (Vector512<float>.One + (g * (Vector512<float>.One - s)))).Store(pdg + i);
            }

            for (; i < to; i++)
            {
                var s = 1 / (1 + MathF.Exp(-pg[i]));
                pdu[i] = py[i] * pg[i] * s;
                pdg[i] = py[i] * pu[i] * s * (1 + (pg[i] * (1 - s)));
            }
        });
        return [dgate.MoveToOuterDisposeScope(), dup.MoveToOuterDisposeScope()];
    }

    private static Vector512<float> Sigmoid(Vector512<float> x) => Vector512<float>.One / (Vector512<float>.One + Vector512.Exp(-x));
}
