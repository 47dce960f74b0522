using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Repro.Core;
using Repro.Core.Checkpoints;
using TorchSharp;
using static TorchSharp.torch;

namespace Repro.Benchmarks.Loading;

/// <summary>
/// One turn of the loading bench, in a process of its own: memory is fresh as it is for a user, and the process's peak is this load's peak.
/// </summary>
internal static class LoadTurn
{
    /// <summary>The first argument of the program that asks for a turn; the others are what, folder and threads.</summary>
    public const string Command = "load-turn";

    private const int Step = 1 << 20;

    /// <summary>Does what is named (read, fresh, bf16, f32) with the checkpoint and answers how long it took.</summary>
    public static LoadReport Run(string what, string folder, int threads)
    {
        Compute.Configure(threads);
        var files = Directory.GetFiles(folder, "*.safetensors").Order(StringComparer.Ordinal).ToArray();
        var bytes = files.Sum(f => new FileInfo(f).Length);
        switch (what)
        {
            case "read": return new LoadReport(Reused(files, threads), bytes, 0, 0);
            case "fresh": return new LoadReport(Fresh(files, bytes, threads), bytes, 0, 0);
            default:
                _ = get_num_threads(); // libtorch is there
                var start = Stopwatch.GetTimestamp();
                using (var model = Checkpoint.Load(folder, Compute.DefaultDevice, what == "bf16" ? ScalarType.BFloat16 : ScalarType.Float32))
                {
                    if (model.Device.type == DeviceType.CUDA) cuda.synchronize();
                    var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
                    var size = model.Device.type == DeviceType.CPU ? model.parameters().Sum(p => p.numel() * p.element_size()) : 0;
                    return new LoadReport(seconds, bytes, Peak(File.ReadAllText("/proc/self/status")), size);
                }
        }
    }

    /// <summary>The most memory that the process ever held, in bytes, from /proc/self/status; 0 where the kernel does not tell.</summary>
    internal static long Peak(string status)
    {
        var line = status.Split('\n').FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
        return line is null ? 0 : long.Parse(line["VmHWM:".Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture) * 1024;
    }

    /// <summary>The page cache's rate: whole files, each thread into one buffer of 1 MiB that it has used before.</summary>
    private static double Reused(string[] files, int threads) => Read<byte[][]>(files, threads, [.. Enumerable.Range(0, threads).Select(_ => new byte[Step])], static (buffers, thread, _, _) => buffers[thread]);

    /// <summary>The same into memory that the process has not touched yet, as a model's is.</summary>
    private static unsafe double Fresh(string[] files, long bytes, int threads)
    {
        var memory = (nint)NativeMemory.Alloc((nuint)bytes);
        try
        {
            return Read(files, threads, memory, static (memory, _, at, length) => new Span<byte>((byte*)memory + at, length));
        }
        finally
        {
            NativeMemory.Free((void*)memory);
        }
    }

    private static double Read<T>(string[] files, int threads, T state, Place<T> place)
    {
        var handles = Array.ConvertAll(files, f => File.OpenHandle(f));
        try
        {
            var before = 0L;
            var steps = new List<(Microsoft.Win32.SafeHandles.SafeFileHandle Handle, long From, int Length, long At)>();
            foreach (var handle in handles)
            {
                var length = RandomAccess.GetLength(handle);
                for (var from = 0L; from < length; from += Step) steps.Add((handle, from, (int)Math.Min(Step, length - from), before + from));
                before += length;
            }

            var start = Stopwatch.GetTimestamp();
            Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, thread =>
            {
                foreach (var (handle, from, length, at) in steps[(steps.Count * thread / threads)..(steps.Count * (thread + 1) / threads)])
                {
                    var span = place(state, thread, at, length)[..length];
                    for (var done = 0; done < length;) done += RandomAccess.Read(handle, span[done..], from + done) is var count and > 0 ? count : throw new EndOfStreamException($"A file of the bench ended early, at byte {from + done}.");
                }
            });
            return Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
        finally
        {
            foreach (var handle in handles) handle.Dispose();
        }
    }

    private delegate Span<byte> Place<in T>(T state, int thread, long at, int length);
}
