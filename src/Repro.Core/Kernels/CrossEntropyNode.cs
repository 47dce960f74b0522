using System.Runtime.Intrinsics;
using static TorchSharp.torch;

namespace Repro.Core.Kernels;

/// <summary>
/// loss = sum over rows with a target of log(sum exp(x)) - x[target]; the gradient, softmax(x) - onehot(target), is written in
/// the same pass and only scaled later.
/// </summary>
internal sealed unsafe class CrossEntropyNode : autograd.SingleTensorFunction<CrossEntropyNode>
{
    private const int Grain = 32;

    public override string Name => nameof(CrossEntropyNode);

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var (logits, targets) = ((Tensor)vars[0], (Tensor)vars[1]);
        var (rows, width) = ((int)logits.shape[0], (int)logits.shape[1]);
        var gradient = empty(logits.shape);
        var px = Native.Floats(logits);
        var pg = Native.Floats(gradient);
        var pt = Native.Longs(targets);
        var losses = new double[Native.Portions(rows, Grain)];
        Native.For(rows, Grain, (part, from, to) =>
        {
            for (var row = from; row < to; row++)
                losses[part] += Row(px + ((long)row * width), pg + ((long)row * width), width, (int)pt[row]);
        });
        ctx.save_for_backward([gradient]);
        return tensor((float)losses.Sum());
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        using var own = NewDisposeScope();
        return [ctx.get_saved_variables()[0].mul(grad_output).MoveToOuterDisposeScope(), null!];
    }

    private static double Row(float* x, float* gradient, int width, int target)
    {
        if (target < 0)
        {
            new Span<float>(gradient, width).Clear();
            return 0;
        }

        var max = float.NegativeInfinity;
        for (var j = 0; j < width; j++) max = MathF.Max(max, x[j]);
        var sums = Vector512<float>.Zero;
        var i = 0;
        for (; i <= width - 16; i += 16)
        {
            var e = Vector512.Exp(Vector512.Load(x + i) - Vector512.Create(max));
            sums += e;
            e.Store(gradient + i);
        }

        var sum = Vector512.Sum(sums);
        for (; i < width; i++) sum += gradient[i] = MathF.Exp(x[i] - max);
        var inverse = 1 / sum;
        for (i = 0; i <= width - 16; i += 16) (Vector512.Load(gradient + i) * inverse).Store(gradient + i);
        for (; i < width; i++) gradient[i] *= inverse;
        gradient[target] -= 1;
        return Math.Log(sum) + max - x[target];
    }
}
