using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Rows of a table by their number.</summary>
public sealed class Embedding : nn.Module<Tensor, Tensor>
{
    [Utils.ComponentName(Name = "weight")]
    private Parameter ownWeight;

    internal Embedding(Parameter weight)
        : base("Embedding")
    {
        ownWeight = weight;
        weight.DetachFromDisposeScope();
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

    public override Tensor forward(Tensor input) => Op.Call("embedding", ownWeight, input);
}
