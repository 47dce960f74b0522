using Repro.Core.Model;
using static TorchSharp.torch;

namespace Repro.Core.Kernels;

/// <summary>Turns the pairs (x_i, x_{i + D/2}) of every head by the angle of the row's position; backward turns back.</summary>
internal sealed unsafe class RotateNode : autograd.SingleTensorFunction<RotateNode>
{
    public override string Name => nameof(RotateNode);

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        ctx.save_data("table", vars[1]);
        ctx.save_data("spans", vars[2]);
        return Turn((Tensor)vars[0], (RotaryTable)vars[1], (Spans)vars[2], 1);
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        using var own = NewDisposeScope();
        var dx = Turn(grad_output.contiguous(), (RotaryTable)ctx.get_data("table")!, (Spans)ctx.get_data("spans")!, -1);
        return [dx.MoveToOuterDisposeScope(), null!, null!];
    }

    private static Tensor Turn(Tensor x, RotaryTable table, Spans spans, float direction)
    {
        var (rows, heads, half) = ((int)x.shape[0], (int)x.shape[2], table.Half);
        var y = empty(x.shape);
        var px = Native.Floats(x);
        var py = Native.Floats(y);
        var cosines = table.Cos;
        var sines = table.Sin;
        Native.For(rows * spans.Queries, 64, (_, from, to) =>
        {
            for (var token = from; token < to; token++)
            {
                var at = spans.Position(token / spans.Queries, token % spans.Queries) * half;
                var cos = cosines.AsSpan(at, half);
                var sin = sines.AsSpan(at, half);
                for (var head = 0; head < heads; head++)
                {
                    var offset = (((long)token * heads) + head) * 2 * half;
                    var left = px + offset;
                    var right = px + offset + half;
                    var outLeft = py + offset;
                    var outRight = py + offset + half;
                    for (var i = 0; i < half; i++)
                    {
                        var (c, s) = (cos[i], direction * sin[i]);
                        outLeft[i] = (left[i] * c) - (right[i] * s);
                        outRight[i] = (right[i] * c) + (left[i] * s);
                    }
                }
            }
        });
        return y;
    }
}
