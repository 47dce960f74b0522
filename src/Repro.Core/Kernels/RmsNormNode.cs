using System.Runtime.Intrinsics;
using static TorchSharp.torch;

namespace Repro.Core.Kernels;

/// <summary>
/// r = 1 / sqrt(mean(x^2) + eps); y = x r w.
/// dx = r (w dy) - x r^3 mean(x w dy); dw = sum over rows of dy x r.
/// </summary>
internal sealed unsafe class RmsNormNode : autograd.SingleTensorFunction<RmsNormNode>
{
    private const int Grain = 64;

    public override string Name => nameof(RmsNormNode);

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var (x, weight, epsilon) = ((Tensor)vars[0], (Tensor)vars[1], (float)vars[2]);
        var width = (int)x.shape[^1];
        var y = empty(x.shape);
        var px = Native.Floats(x);
        var pw = Native.Floats(weight);
        var py = Native.Floats(y);
        Native.For((int)(x.numel() / width), Grain, (_, from, to) =>
        {
            for (var row = from; row < to; row++) Forward(px + ((long)row * width), pw, py + ((long)row * width), width, epsilon);
        });
        ctx.save_for_backward([x, weight]);
        ctx.save_data("epsilon", epsilon);
        return y;
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        using var own = NewDisposeScope();
        var saved = ctx.get_saved_variables();
        var (x, weight, epsilon) = (saved[0], saved[1], (float)ctx.get_data("epsilon")!);
        var width = (int)x.shape[^1];
        var rows = (int)(x.numel() / width);
        var dy = grad_output.contiguous();
        var dx = empty(x.shape);
        var parts = Native.Portions(rows, Grain);
        var partial = weight.requires_grad ? zeros(parts, width) : null;
        var px = Native.Floats(x);
        var pw = Native.Floats(weight);
        var pdy = Native.Floats(dy);
        var pdx = Native.Floats(dx);
        var sums = partial is null ? null : Native.Floats(partial);
        Native.For(rows, Grain, (part, from, to) =>
        {
            for (var row = from; row < to; row++)
            {
                var at = (long)row * width;
                Backward(px + at, pw, pdy + at, pdx + at, sums is null ? null : sums + ((long)part * width), width, epsilon);
            }
        });
        return [dx.MoveToOuterDisposeScope(), partial?.sum([0L]).MoveToOuterDisposeScope()!, null!];
    }

    private static float Scale(float* x, int width, float epsilon)
    {
        var sum = Vector512<float>.Zero;
        var i = 0;
        for (; i <= width - 16; i += 16)
        {
            var v = Vector512.Load(x + i);
            sum = Vector512.FusedMultiplyAdd(v, v, sum);
        }

        var total = Vector512.Sum(sum);
        for (; i < width; i++) total += x[i] * x[i];
        return 1 / MathF.Sqrt((total / width) + epsilon);
    }

    private static void Forward(float* x, float* w, float* y, int width, float epsilon)
    {
        var r = Scale(x, width, epsilon);
        var i = 0;
        for (; i <= width - 16; i += 16) (Vector512.Load(x + i) * r * Vector512.Load(w + i)).Store(y + i);
        for (; i < width; i++) y[i] = x[i] * r * w[i];
    }

    private static void Backward(float* x, float* w, float* dy, float* dx, float* dw, int width, float epsilon)
    {
        var r = Scale(x, width, epsilon);
        var dot = Vector512<float>.Zero;
        var i = 0;
        for (; i <= width - 16; i += 16) dot += Vector512.Load(x + i) * Vector512.Load(w + i) * Vector512.Load(dy + i);
        var total = Vector512.Sum(dot);
        for (; i < width; i++) total += x[i] * w[i] * dy[i];
        var pull = r * r * r * total / width;
        for (i = 0; i <= width - 16; i += 16)
        {
            var (vx, g) = (Vector512.Load(x + i), Vector512.Load(dy + i));
            ((g * Vector512.Load(w + i) * r) - (vx * pull)).Store(dx + i);
            if (dw is not null) (Vector512.Load(dw + i) + (g * vx * r)).Store(dw + i);
        }

        for (; i < width; i++)
        {
            dx[i] = (dy[i] * w[i] * r) - (x[i] * pull);
            if (dw is not null) dw[i] += dy[i] * x[i] * r;
        }
    }
}
