using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A tensor that a module learns. Takes over the data's place: the tensor given is empty afterwards.</summary>
public class Parameter : Tensor
{
    public Parameter(Tensor data, bool requires_grad = true)
        : this(data.with_requires_grad(requires_grad), data.Scope)
    {
    }

    private Parameter(Tensor data, DisposeScope? scope)
        : base(data.DecoupleFromNativeHandle(), register: false) => scope?.Add(this);
}
