using Repro.Core.Hooking;
using Repro.Core.Kernels;
using static TorchSharp.torch;

namespace Repro.Core.Model;

/// <summary>What one forward pass carries through the blocks.</summary>
internal sealed record Pass(
    OperatorSet Operators, Linear Linear, Hooking.Hooks? Hooks, KvCache? Cache, Spans Spans, RotaryTable Rotary, IReadOnlyList<int> Rows, StandIns? StandIns, bool Recompute)
{
    /// <summary>The parameter, or what stands in for it in this pass.</summary>
    public Tensor Of(TorchSharp.Modules.Parameter parameter) => StandIns?.Of(parameter) ?? parameter;

    /// <summary>Offers an intermediate to its hooks.</summary>
    public Tensor At(HookPoint point, int layer, Tensor x) => Hooks is null ? x : Hooks.Run(point, layer, x, this);
}
