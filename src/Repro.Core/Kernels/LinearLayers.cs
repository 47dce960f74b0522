using Repro.Core.Model;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Repro.Core.Kernels;

/// <summary>The linear layer by precision.</summary>
internal static class LinearLayers
{
    public static Linear Of(MatmulPrecision precision) => precision == MatmulPrecision.BFloat16 ? Rounded : Plain;

    private static Tensor Plain(Tensor x, Tensor weight, Tensor? bias) => functional.linear(x, weight, bias!);

    private static Tensor Rounded(Tensor x, Tensor weight, Tensor? bias)
    {
        var y = RoundedLinearNode.apply(x, weight);
        return bias is null ? y : y + bias;
    }
}
