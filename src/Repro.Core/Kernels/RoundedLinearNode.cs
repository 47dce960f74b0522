using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Repro.Core.Kernels;

/// <summary>
/// y = bf16(x) bf16(W)^T, widened again; dx = bf16(dy) bf16(W); dW = bf16(dy)^T bf16(x). The rounded copies are kept for backward.
/// </summary>
internal sealed class RoundedLinearNode : autograd.SingleTensorFunction<RoundedLinearNode>
{
    public override string Name => nameof(RoundedLinearNode);

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var (x, weight) = ((Tensor)vars[0], (Tensor)vars[1]);
        var (wide, rows) = (x.dtype, x.reshape(-1, x.shape[^1]).to(ScalarType.BFloat16)); // [N, in]
        var rounded = weight.to(ScalarType.BFloat16); // [out, in]
        ctx.save_for_backward([rows, rounded]);
        ctx.save_data("needs", (x.requires_grad, weight.requires_grad));
        return functional.linear(rows, rounded).to(wide).view([.. x.shape[..^1], weight.shape[0]]); // [.., out]
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        using var own = NewDisposeScope();
        var saved = ctx.get_saved_variables();
        var (x, weight, needs) = (saved[0], saved[1], ((bool X, bool Weight))ctx.get_data("needs")!);
        var dy = grad_output.reshape(-1, grad_output.shape[^1]).to(ScalarType.BFloat16); // [N, out]
        var dx = needs.X ? dy.mm(weight).to(grad_output.dtype).view([.. grad_output.shape[..^1], weight.shape[1]]) : null; // [.., in]
        var dw = needs.Weight ? dy.t().mm(x).to(grad_output.dtype) : null; // [out, in]
        return [dx?.MoveToOuterDisposeScope()!, dw?.MoveToOuterDisposeScope()!];
    }
}
