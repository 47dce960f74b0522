using System.Diagnostics;
using System.Runtime.Intrinsics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Repro.Benchmarks;

/// <summary>
/// Eager PyTorch in a process of its own that answers one line for one line. It gets its best settings: the newest
/// OpenBLAS kernels that the CPU can run, waiting threads that sleep, and an allocator that keeps its memory.
/// </summary>
internal sealed class PeerProcess : IPeer, IDisposable
{
    /// <summary>Variables of the environment that choose kernels for libraries.</summary>
    private static readonly string[] Pins = ["OPENBLAS_", "ONEDNN_", "DNNL_", "MKL_", "ATEN_CPU_CAPABILITY"];

    private readonly Process process;

    private PeerProcess(Process process) => this.process = process;

    /// <summary>The peer's PyTorch.</summary>
    public string Version { get; private init; } = "";

    /// <summary>The device that it computes on: cpu or cuda.</summary>
    public string Device { get; private init; } = "";

    /// <summary>Starts the peer on a device; null when this python has no torch.</summary>
    /// <exception cref="InvalidOperationException">It answers something else than the protocol's lines.</exception>
    public static PeerProcess? Start(string python, int threads, string device)
    {
        var info = new ProcessStartInfo(python, ["-u", Path.Combine(AppContext.BaseDirectory, "peer", "peer.py")])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in info.Environment.Keys.Where(k => Pins.Any(p => k.StartsWith(p, StringComparison.Ordinal))).ToList())
            info.Environment.Remove(name);
        // OpenBLAS 0.3.21 takes a CPU newer than itself for an ancient one: it gets what the CPU can do at best. oneDNN's pin is peer.py's business.
        if (Vector512.IsHardwareAccelerated) info.Environment["OPENBLAS_CORETYPE"] = "SkylakeX";
        info.Environment["OMP_WAIT_POLICY"] = "PASSIVE";
        info.Environment["OMP_NUM_THREADS"] = $"{threads}";
        info.Environment["MALLOC_MMAP_THRESHOLD_"] = "1073741824";
        info.Environment["MALLOC_TRIM_THRESHOLD_"] = "4294967296";
        info.Environment["MALLOC_TOP_PAD_"] = "67108864";

        Process started;
        try
        {
            started = Process.Start(info)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }

        started.ErrorDataReceived += static (_, _) => { };
        started.BeginErrorReadLine();
        var peer = new PeerProcess(started);
        try
        {
            if (peer.Ask(new JsonObject { ["do"] = "hello", ["threads"] = threads, ["device"] = device }) is not { } answer)
            {
                peer.Dispose();
                return null;
            }

            return new PeerProcess(started) { Version = answer["torch"]!.GetValue<string>(), Device = answer["device"]!.GetValue<string>() };
        }
        catch
        {
            peer.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The peer ended, or answers something else than the protocol's lines.</exception>
    public Speed Run(Work work, string variant)
    {
        var request = new JsonObject { ["do"] = "run", ["work"] = work.Name, ["variant"] = variant, ["shape"] = JsonSerializer.SerializeToNode(work.Shape) };
        var answer = Ask(request) ?? throw new InvalidOperationException($"The peer ended during {work.Name} {variant}. Run benchmarks/peer/peer.py by hand to see why.");
        var (units, seconds, cpu) = (Number(answer, "units"), Number(answer, "seconds"), Number(answer, "cpu"));
        if (!(units > 0 && seconds > 0 && cpu > 0))
            throw new InvalidOperationException($"The peer must answer with units, seconds and cpu above 0, got '{answer.ToJsonString()}'. Run benchmarks/peer/peer.py by hand to see why.");
        return new Speed(units / seconds, units / cpu);
    }

    /// <inheritdoc/>
    public void Drop(Work work) => Ask(new JsonObject { ["do"] = "drop", ["work"] = work.Name });

    public void Dispose()
    {
        try
        {
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended first, and what was written to it is lost: nothing is left to close.
        }

        if (!process.WaitForExit(5000)) process.Kill();
        process.Dispose();
    }

    private static double Number(JsonObject answer, string name) => answer[name] is JsonValue value && value.TryGetValue<double>(out var number) ? number : 0;

    private JsonObject? Ask(JsonObject request)
    {
        try
        {
            process.StandardInput.WriteLine(request.ToJsonString());
            process.StandardInput.Flush();
        }
        catch (IOException)
        {
            return null;
        }

        if (process.StandardOutput.ReadLine() is not { } line) return null;
        try
        {
            if (JsonNode.Parse(line) is JsonObject answer) return answer;
        }
        catch (JsonException)
        {
            // Refused below, like an answer that is no object.
        }

        throw new InvalidOperationException($"The peer must answer with one line that is a JSON object, got '{line}'. Run benchmarks/peer/peer.py by hand to see why.");
    }
}
