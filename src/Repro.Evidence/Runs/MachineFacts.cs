using System.Runtime.InteropServices;

namespace Repro.Evidence.Runs;

/// <summary>The machine, as its reader would order the same: processor, accelerator, driver, CUDA, memory, system.</summary>
internal static class MachineFacts
{
    private const string Nvidia = "/proc/driver/nvidia";

    /// <summary>Name to description; what the machine does not have is left out, but for the GPU.</summary>
    internal static SortedDictionary<string, string> Of(int threads, string? tensors)
    {
        var facts = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["cpu"] = FirstValue("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString(),
            ["cores"] = Environment.ProcessorCount.ToString(),
            ["gpu"] = Gpu() ?? "none",
            ["memory"] = $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024):F1} GiB",
            ["os"] = RuntimeInformation.OSDescription,
            ["threads"] = threads.ToString(),
        };
        if (tensors is not null) facts["tensors"] = tensors;
        if (FirstValue(Path.Combine(Nvidia, "version"), "NVRM version") is { } driver) facts["driver"] = driver;
        if (Cuda() is { } cuda) facts["cuda"] = cuda;
        return facts;
    }

    private static string? Gpu() => Path.Combine(Nvidia, "gpus") is var folder && Directory.Exists(folder)
        ? string.Join(", ", Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal).Select(d => FirstValue(Path.Combine(d, "information"), "Model")))
        : null;

    /// <summary>The CUDA libraries that this process has loaded, by their file names, which hold their versions.</summary>
    private static string? Cuda()
    {
        if (!File.Exists("/proc/self/maps")) return null;
        string[] names = [.. File.ReadLines("/proc/self/maps").Select(Path.GetFileName).OfType<string>().Where(n => n.StartsWith("libcudart", StringComparison.Ordinal) || n.StartsWith("libcublas.", StringComparison.Ordinal) || n.StartsWith("libcudnn.", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return names.Length == 0 ? null : string.Join(", ", names);
    }

    private static string? FirstValue(string file, string name) => File.Exists(file)
        ? File.ReadLines(file).FirstOrDefault(l => l.StartsWith(name, StringComparison.Ordinal))?.Split(':', 2)[^1].Trim()
        : null;
}
