using System.Diagnostics;
using Repro.Core;
using TorchSharp;
using static TorchSharp.torch;

namespace Repro.Benchmarks;

/// <summary>
/// What this machine can do at best, on our device with our threads: square products in GFLOP/s (float32, and bfloat16) and a copy of 256 MB in GB/s (read
/// and written). The best size is looked for once; each turn measures it again, because a machine that others use has another ceiling a minute later.
/// </summary>
internal sealed class Ceilings
{
    private static readonly long[] Sizes = [1024, 2048, 3072];
    private readonly Dictionary<string, long> best = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> most = new(StringComparer.Ordinal);

    /// <summary>GFLOP/s of a square product now.</summary>
    public double Gemm(string variant)
    {
        if (!best.TryGetValue(variant, out var size)) best[variant] = size = Sizes.MaxBy(n => Measure(variant, n));
        return Keep($"gemm.{variant}", Measure(variant, size));
    }

    /// <summary>GB/s of a copy now.</summary>
    public double Memory()
    {
        using var scope = NewDisposeScope();
        var from = ones([64 << 20], device: Compute.DefaultDevice);
        var to = empty_like(from);
        return Keep("memory", Best(3, () => to.copy_(from), 2.0 * from.numel() * 4));
    }

    /// <summary>The highest of each ceiling so far.</summary>
    public IEnumerable<BenchRow> Rows => most.OrderBy(m => m.Key, StringComparer.Ordinal)
        .Select(m => new BenchRow($"ceiling.{m.Key}", m.Value, null, m.Key == "memory" ? "GB/s" : "GFLOP/s", null, null, null));

    private static double Measure(string variant, long size)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var type = variant == "bf16" ? ScalarType.BFloat16 : ScalarType.Float32;
        var (a, b) = (randn([size, size], device: Compute.DefaultDevice).to(type), randn([size, size], device: Compute.DefaultDevice).to(type));
        return Best(2, () => a.mm(b).Dispose(), 2.0 * size * size * size);
    }

    /// <summary>The fastest of some runs after a warm-up, in 1e9 a second.</summary>
    private static double Best(int runs, Action work, double units)
    {
        var seconds = double.PositiveInfinity;
        for (var run = 0; run <= runs; run++)
        {
            var start = Stopwatch.GetTimestamp();
            work();
            if (Compute.DefaultDevice.type == DeviceType.CUDA) cuda.synchronize();
            if (run > 0) seconds = Math.Min(seconds, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return units / seconds / 1e9;
    }

    private double Keep(string name, double value) => most[name] = Math.Max(value, most.GetValueOrDefault(name));
}
