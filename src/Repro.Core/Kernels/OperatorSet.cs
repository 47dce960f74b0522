using Repro.Core.Model;
using static TorchSharp.torch;

namespace Repro.Core.Kernels;

/// <summary>The operators of a transformer that are worth a kernel of their own. Every set computes the same equations.</summary>
internal abstract class OperatorSet
{
    /// <summary>The fastest set for a device and type: fused kernels for float32 on the CPU, libtorch's operators elsewhere.</summary>
    public static OperatorSet For(Device device, ScalarType dtype) =>
        device.type == TorchSharp.DeviceType.CPU && dtype == ScalarType.Float32 ? new FusedOperators() : new ComposedOperators();

    /// <summary>y = x / sqrt(mean(x^2) + eps) * w over the last axis.</summary>
    public abstract Tensor RmsNorm(Tensor x, Tensor weight, double epsilon);

    /// <summary>Rotary embedding of x [B, T, H, D]: the pair (x_i, x_{i + D/2}) turns by the angle of its position.</summary>
    public abstract Tensor Rotate(Tensor x, RotaryTable table, Spans spans);

    /// <summary>z = softmax(q k^T / sqrt(D) + causal and padding mask) v; q [B, T, H, D] -> [B, T, H, D]. k and v [.., .., G, D] hold at least B rows of S keys (a cache may be larger).</summary>
    public abstract Tensor Attend(Tensor q, Tensor k, Tensor v, Spans spans);

    /// <summary>y = gate * sigmoid(gate) * up.</summary>
    public abstract Tensor SwiGlu(Tensor gate, Tensor up);

    /// <summary>Sum over rows with target >= 0 of logsumexp(logits) - logits[target]; logits [N, V], targets [N] int64, -100 is ignored.</summary>
    public abstract Tensor CrossEntropySum(Tensor logits, Tensor targets);
}
