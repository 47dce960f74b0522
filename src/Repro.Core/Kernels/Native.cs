using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Repro.Core.Kernels;

/// <summary>The memory of CPU tensors, and work shared between threads in fixed portions.</summary>
internal static unsafe class Native
{
    /// <summary>The first element of a contiguous float32 CPU tensor. The caller keeps the tensor alive (GC.KeepAlive) while it uses the address.</summary>
    public static float* Floats(Tensor tensor) => (float*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(tensor.bytes));

    /// <summary>The first element of a contiguous int64 CPU tensor.</summary>
    public static long* Longs(Tensor tensor) => (long*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(tensor.bytes));

    /// <summary>
    /// Splits 0 .. count - 1 into portions of at least <paramref name="grain"/> whose bounds depend on nothing but the count,
    /// so that sums over a portion have the same bits whatever the number of threads.
    /// </summary>
    public static void For(int count, int grain, Action<int, int, int> portion)
    {
        var portions = Portions(count, grain);
        if (portions == 1 || Compute.Threads == 1 || Lanes.Inside)
        {
            for (var p = 0; p < portions; p++) portion(p, Bound(p), Bound(p + 1));
            return;
        }

        Parallel.For(0, portions, Compute.ParallelOptions, p => portion(p, Bound(p), Bound(p + 1)));
        int Bound(int p) => (int)((long)count * p / portions);
    }

    /// <summary>How many portions <see cref="For"/> makes.</summary>
    public static int Portions(int count, int grain) => Math.Clamp(count / Math.Max(grain, 1), 1, 16);
}
