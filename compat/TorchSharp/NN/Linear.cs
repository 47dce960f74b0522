using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>y = x W' + b. W is [out, in], drawn from U(-1/sqrt(in), 1/sqrt(in)) by torch's generator.</summary>
public sealed class Linear : nn.Module<Tensor, Tensor>
{
    [Utils.ComponentName(Name = "weight")]
    private Parameter ownWeight;

    [Utils.ComponentName(Name = "bias")]
    private Parameter? ownBias;

    internal Linear(Parameter weight, Parameter? bias)
        : base("Linear")
    {
        (ownWeight, ownBias) = (weight, bias);
        weight.DetachFromDisposeScope();
        bias?.DetachFromDisposeScope();
        RegisterComponents();
    }

    public Parameter weight
    {
        get => ownWeight;
        set
        {
            if (ReferenceEquals(ownWeight, value))
            {
                return;
            }

            ownWeight.Dispose();
            value.DetachFromDisposeScope();
            ConditionallyRegisterParameter("weight", ownWeight = value);
        }
    }

    public Parameter? bias
    {
        get => ownBias;
        set
        {
            if (ReferenceEquals(ownBias, value))
            {
                return;
            }

            ownBias?.Dispose();
            value?.DetachFromDisposeScope();
            ConditionallyRegisterParameter("bias", ownBias = value);
        }
    }

    public override Tensor forward(Tensor tensor) => nn.functional.linear(tensor, ownWeight, ownBias);

    internal static Linear Create(long inputSize, long outputSize, bool hasBias, Device? device, ScalarType? dtype)
    {
        var bound = 1 / Math.Sqrt(inputSize);
        using var guard = no_grad();
        return new Linear(
            new Parameter(empty(outputSize, inputSize, dtype, device).uniform_(-bound, bound)),
            hasBias ? new Parameter(empty(outputSize, dtype, device).uniform_(-bound, bound)) : null);
    }
}
