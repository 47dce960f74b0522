using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Repro.Core.Planning;

/// <summary>How much memory the computing device has.</summary>
public static class DeviceMemory
{
    private const string MemoryFile = "/proc/meminfo";

    /// <summary>Bytes of the first GPU (nvidia-smi), or bytes that the machine has free (/proc/meminfo); null where neither says.</summary>
    public static long? Bytes(bool cuda) => cuda ? OfGpu() : OfMachine();

    /// <summary>The first line of <c>nvidia-smi --query-gpu=memory.total --format=csv,noheader,nounits</c>, in MiB.</summary>
    internal static long? ReadGpu(string answer) =>
        long.TryParse(answer.Split('\n')[0], NumberStyles.Integer, CultureInfo.InvariantCulture, out var mebibytes) ? mebibytes << 20 : null;

    /// <summary>MemAvailable, in KiB.</summary>
    internal static long? ReadMachine(IEnumerable<string> lines) =>
        lines.FirstOrDefault(line => line.StartsWith("MemAvailable:", StringComparison.Ordinal)) is { } line
        && long.TryParse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], NumberStyles.Integer, CultureInfo.InvariantCulture, out var kibibytes) ? kibibytes << 10 : null;

    private static long? OfMachine() => File.Exists(MemoryFile) ? ReadMachine(File.ReadLines(MemoryFile)) : null;

    private static long? OfGpu()
    {
        try
        {
            var start = new ProcessStartInfo("nvidia-smi", ["--query-gpu=memory.total", "--format=csv,noheader,nounits"]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
            using var process = Process.Start(start);
            return process is null ? null : ReadGpu(process.StandardOutput.ReadToEnd());
        }
        catch (Win32Exception)
        {
            return null; // no such program
        }
    }
}
