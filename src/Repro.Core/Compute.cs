using System.Globalization;
using TorchSharp;
using static TorchSharp.torch;

namespace Repro.Core;

/// <summary>Threads and devices of the process.</summary>
public static class Compute
{
    private static ParallelOptions options = new() { MaxDegreeOfParallelism = Environment.ProcessorCount };

    /// <summary>How many threads the kernels of this assembly use.</summary>
    public static int Threads => options.MaxDegreeOfParallelism;

    /// <summary>CUDA when libtorch sees a device, the CPU otherwise.</summary>
    public static Device DefaultDevice => cuda.is_available() ? CUDA : CPU;

    internal static ParallelOptions ParallelOptions => options;

    /// <summary>Sets the number of threads of libtorch's operators and of the fused kernels.</summary>
    /// <exception cref="ArgumentException">The number is below 1.</exception>
    public static void Configure(int threads)
    {
        if (threads < 1)
            throw new ArgumentException($"The number of threads must be at least 1, got {threads}. Pass the number of cores to use.");
        options = new ParallelOptions { MaxDegreeOfParallelism = threads };
        Heap.Keep();
        set_num_threads(threads);
    }

    /// <summary>What computes here: libtorch's version, where TorchSharp comes from, threads, device. Part of every run's provenance.</summary>
    public static string Describe()
    {
        var assembly = typeof(torch).Assembly.GetName();
        return string.Create(CultureInfo.InvariantCulture, $"libtorch {__version__}; TorchSharp {assembly.Version}; {get_num_threads()} threads; {DefaultDevice}");
    }
}
