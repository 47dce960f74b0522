using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Repro.Compat.Tests;

public sealed class ErrorTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    /// <summary>The package ends the process here.</summary>
    [SkippableFact]
    public void Bad_shapes_are_ordinary_exceptions()
    {
        Setup.RequireCompat();
        FluentActions.Invoking(() => ones(2, 3).matmul(ones(4, 5))).Should().Throw<ExternalException>().WithMessage("mat1 and mat2 shapes cannot be multiplied (2x3 and 4x5)");
        FluentActions.Invoking(() => ones(2) + ones(3)).Should().Throw<ExternalException>()
            .WithMessage("The size of tensor a (2) must match the size of tensor b (3) at non-singleton dimension 0");
        FluentActions.Invoking(() => zeros(2).size(1)).Should().Throw<ExternalException>().WithMessage("Dimension out of range (expected to be in range of [-1, 0], but got 1)");
        ones(2, 2).matmul(ones(2, 2)).sum().ToSingle().Should().Be(8);
    }

    [SkippableFact]
    public void What_is_absent_says_where_it_is()
    {
        Setup.RequireCompat();
        FluentActions.Invoking(() => zeros(2, names: ["N"])).Should().Throw<NotSupportedException>().WithMessage("compat/TorchSharp has no named tensors. Use the TorchSharp package.");
        FluentActions.Invoking(() => tensor([1f]).data<decimal>()).Should().Throw<NotSupportedException>().WithMessage("compat/TorchSharp has no tensors of Decimal. Use the TorchSharp package.");
    }

    [SkippableFact]
    public void Without_a_GPU_CUDA_is_refused_by_name()
    {
        Skip.If(cuda.is_available(), "a CUDA device is present");
        cuda.device_count().Should().Be(0);
        FluentActions.Invoking(() => zeros(1, device: new Device("cuda:0"))).Should().Throw<InvalidOperationException>().WithMessage("Torch device type CUDA did not initialise on the current machine.*");
        FluentActions.Invoking(() => new Device("abacus")).Should().Throw<ArgumentException>();
    }
}
