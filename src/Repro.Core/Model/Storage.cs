using static TorchSharp.torch;

namespace Repro.Core.Model;

/// <summary>Where a model's weights are and of which type. Blank ones hold no value yet: for a model that is read from a file at once.</summary>
internal sealed record Storage(Device Device, ScalarType Dtype, bool Blank)
{
    public Tensor Zeros(params long[] shape) => Blank ? empty(shape, Dtype, Device) : zeros(shape, Dtype, Device);

    public Tensor Ones(params long[] shape) => Blank ? empty(shape, Dtype, Device) : ones(shape, Dtype, Device);
}
