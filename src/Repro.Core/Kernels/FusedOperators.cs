using Repro.Core.Model;
using static TorchSharp.torch;

namespace Repro.Core.Kernels;

/// <summary>One pass over memory per operator and direction, for float32 on the CPU.</summary>
internal sealed class FusedOperators : OperatorSet
{
    public override Tensor RmsNorm(Tensor x, Tensor weight, double epsilon) => RmsNormNode.apply(x.contiguous(), weight, (float)epsilon);

    public override Tensor Rotate(Tensor x, RotaryTable table, Spans spans) => RotateNode.apply(x.contiguous(), table, spans);

    public override Tensor Attend(Tensor q, Tensor k, Tensor v, Spans spans) => AttendNode.apply(q.contiguous(), k, v, spans);

    public override Tensor SwiGlu(Tensor gate, Tensor up) => SwiGluNode.apply(gate.contiguous(), up.contiguous());

    public override Tensor CrossEntropySum(Tensor logits, Tensor targets) => CrossEntropyNode.apply(logits.contiguous(), targets.contiguous());
}
