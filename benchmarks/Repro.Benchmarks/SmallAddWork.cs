using TorchSharp;
using static TorchSharp.torch;

namespace Repro.Benchmarks;

/// <summary>One addition of 64 numbers after the other, results freed at once: what a call costs.</summary>
internal sealed class SmallAddWork(BenchShape shape) : IWork
{
    private readonly Tensor x = ones(64);
    private readonly Tensor y = ones(64);

    public long Run()
    {
        using var quiet = no_grad();
        for (var i = 0; i < shape.Calls; i++) x.add(y).Dispose();
        return shape.Calls;
    }

    public void Dispose()
    {
        x.Dispose();
        y.Dispose();
    }
}
