using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Repro.Core.Model;

/// <summary>
/// Tensors that share the memory of some parameters and collect gradients of their own, so that two passes can go backward at the
/// same time.
/// </summary>
internal sealed class StandIns : IDisposable
{
    private readonly Dictionary<Parameter, Tensor> tensors = new(ReferenceEqualityComparer.Instance);

    public StandIns(IEnumerable<Parameter> parameters)
    {
        foreach (var parameter in parameters) tensors.Add(parameter, parameter.detach().requires_grad_().DetachFromDisposeScope());
    }

    /// <summary>What stands in for the parameter; null: nothing.</summary>
    public Tensor? Of(Parameter parameter) => tensors.GetValueOrDefault(parameter);

    /// <summary>Adds the gradients to the parameters' own and forgets them.</summary>
    public void Collect()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        foreach (var (parameter, tensor) in tensors)
        {
            if (tensor.grad is not { IsInvalid: false } gradient) continue;
            if (parameter.grad is { IsInvalid: false } own) own.add_(gradient);
            else parameter.grad = gradient;
            tensor.grad = null;
        }
    }

    public void Dispose()
    {
        foreach (var tensor in tensors.Values) tensor.Dispose();
    }
}
