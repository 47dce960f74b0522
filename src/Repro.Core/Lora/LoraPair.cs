using Repro.Core.Model;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Repro.Core.Lora;

/// <summary>A [r, in] and B [out, r] of one projection, and the scale of their product.</summary>
internal sealed class LoraPair(int layer, string module, Parameter a, Parameter b, double scale, bool shared) : IDisposable
{
    private readonly Scalar factor = scale;

    public int Layer { get; } = layer;

    public string Module { get; } = module;

    public Parameter A { get; } = a;

    public Parameter B { get; } = b;

    /// <summary>scale * (x A^T) B^T; x [.., in] -> [.., out]. The scalars x A^T [.., r] pass through <paramref name="scalar"/> on their way.</summary>
    public Tensor Delta(Tensor x, Pass pass, Func<Tensor, Tensor>? scalar)
    {
        var inner = functional.linear(x.to(A.dtype), pass.Of(A)); // [.., r]
        if (scalar is not null) inner = scalar(inner); // [.., r]
        return functional.linear(inner * factor, pass.Of(B)).to(x.dtype); // [.., out]
    }

    /// <summary>scale * B A, what the pair adds to the projection's weight, [out, in].</summary>
    public Tensor Product() => B.mm(A).mul(factor);

    public void Dispose()
    {
        factor.Dispose();
        if (shared) return;
        A.Dispose();
        B.Dispose();
    }
}
