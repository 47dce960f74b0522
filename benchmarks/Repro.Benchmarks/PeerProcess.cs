using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Repro.Benchmarks;

/// <summary>
/// Eager PyTorch in a process of its own that answers one line for one line. It gets its best settings: no pinned
/// OpenBLAS kernels, waiting threads that sleep, and an allocator that keeps its memory.
/// </summary>
internal sealed class PeerProcess : IDisposable
{
    private readonly Process process;

    private PeerProcess(Process process, string version) => (this.process, Version = version) = (process, version);

    /// <summary>The peer's PyTorch.</summary>
    public string Version { get; }

    /// <summary>Starts the peer; null when this python has no torch.</summary>
    public static PeerProcess? Start(string python, BenchShape shape, int threads)
    {
        var info = new ProcessStartInfo(python, ["-u", Path.Combine(AppContext.BaseDirectory, "peer", "peer.py")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in info.Environment.Keys.Where(k => k.StartsWith("OPENBLAS_", StringComparison.Ordinal)).ToList())
            info.Environment.Remove(name);
        info.Environment["OMP_WAIT_POLICY"] = "PASSIVE";
        info.Environment["OMP_NUM_THREADS"] = $"{threads}";
        info.Environment["MALLOC_MMAP_THRESHOLD_"] = "1073741824";
        info.Environment["MALLOC_TRIM_THRESHOLD_"] = "4294967296";
        info.Environment["MALLOC_TOP_PAD_"] = "67108864";

        Process process;
        try
        {
            process = Process.Start(info)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }

        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        var peer = new PeerProcess(process, "");
        var hello = new JsonObject { ["do"] = "hello", ["threads"] = threads, ["shape"] = JsonSerializer.SerializeToNode(shape) };
        if (peer.Ask(hello) is not { } answer)
        {
            peer.Dispose();
            return null;
        }

        return new PeerProcess(process, answer["torch"]!.GetValue<string>());
    }

    /// <summary>Does the work once; units a second.</summary>
    public double Run(string work, string variant)
    {
        var answer = Ask(new JsonObject { ["do"] = "run", ["work"] = work, ["variant"] = variant })
            ?? throw new InvalidOperationException($"The peer ended during {work} {variant}. Run benchmarks/peer/peer.py by hand to see why.");
        return answer["units"]!.GetValue<double>() / answer["seconds"]!.GetValue<double>();
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        if (!process.WaitForExit(5000)) process.Kill();
        process.Dispose();
    }

    private JsonNode? Ask(JsonObject request)
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

        var line = process.StandardOutput.ReadLine();
        return line is null ? null : JsonNode.Parse(line);
    }
}
