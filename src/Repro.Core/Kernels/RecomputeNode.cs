using static TorchSharp.torch;

namespace Repro.Core.Kernels;

/// <summary>
/// y = f(x) of which only x is kept: backward runs f again and goes backward through that (Chen et al. 2016). Parameters inside f get
/// their gradients then.
/// </summary>
internal sealed class RecomputeNode : autograd.SingleTensorFunction<RecomputeNode>
{
    public override string Name => nameof(RecomputeNode);

    /// <summary>f(x), kept as x alone where gradients are wanted.</summary>
    public static Tensor Of(Tensor x, Func<Tensor, Tensor> f)
    {
        if (!is_grad_enabled()) return f(x);
        // x may want no gradient while parameters inside f do: the node is made for whoever asks.
        return apply(x, zeros(1).requires_grad_(), f);
    }

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var (x, f) = ((Tensor)vars[0], (Func<Tensor, Tensor>)vars[2]);
        ctx.save_for_backward([x]);
        ctx.save_data("again", (f, x.requires_grad));
        using var quiet = no_grad();
        return f(x);
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        using var own = NewDisposeScope();
        using var loud = enable_grad();
        var (f, wanted) = ((Func<Tensor, Tensor>, bool))ctx.get_data("again")!;
        var x = ctx.get_saved_variables()[0].detach().requires_grad_(wanted);
        Tensor y;
        using (NewDisposeScope()) y = f(x).MoveToOuterDisposeScope(); // only what backward needs outlives the forward pass
        y.backward([grad_output]);
        return [wanted ? x.grad!.MoveToOuterDisposeScope() : null!, null!, null!];
    }
}
