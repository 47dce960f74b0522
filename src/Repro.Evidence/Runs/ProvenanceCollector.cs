using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Repro.Evidence.Runs;

/// <summary>Looks at the code, the libraries and the machine, and writes down what a reader needs to judge or repeat the run.</summary>
public static class ProvenanceCollector
{
    private static readonly string[] NumericPrefixes = ["OPENBLAS_", "OMP_", "MKL_", "DNNL_", "ONEDNN_", "KMP_", "GOMP_", "CUBLAS_", "CUDA_", "TORCH_", "REPRO_", "LIBTORCH", "MALLOC_", "DOTNET_gc", "DOTNET_Tiered"];
    private static readonly string[] SecretWords = ["KEY", "TOKEN", "SECRET", "PASSWORD", "PASSWD", "CREDENTIAL", "AUTH"];

    /// <summary>Collects the provenance of a run that has just ended.</summary>
    public static Provenance Collect(ProvenanceRequest request)
    {
        var commit = Git(request.RepositoryRoot, "rev-parse", "HEAD");
        return new Provenance
        {
            Commit = commit ?? "unknown",
            Dirty = commit is not null && Git(request.RepositoryRoot, "status", "--porcelain") != "",
            Versions = Versions(),
            Machine = Machine(request.Threads),
            Environment = NumericEnvironment(request.Environment),
            Seeds = request.Seeds,
            LedgerHash = request.LedgerHash,
            CommandLine = string.Join(' ', WithoutSecrets(request.CommandLine)),
            PeakMemory = PeakMemory(),
            Stages = request.Stages,
            ArtifactsRoot = request.ArtifactsRoot,
        };
    }

    /// <summary>The variables that can change a number, without those whose name says secret.</summary>
    public static IReadOnlyDictionary<string, string> NumericEnvironment(IReadOnlyDictionary<string, string> environment) =>
        new SortedDictionary<string, string>(
            environment
                .Where(v => NumericPrefixes.Any(p => v.Key.StartsWith(p, StringComparison.Ordinal)) && !IsSecret(v.Key))
                .ToDictionary(v => v.Key, v => v.Value, StringComparer.Ordinal),
            StringComparer.Ordinal);

    /// <summary>The command line with the value of every option named like a secret replaced by ***.</summary>
    public static IReadOnlyList<string> WithoutSecrets(IReadOnlyList<string> commandLine) =>
        [.. commandLine.Select((word, i) =>
        {
            var equals = word.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && IsSecret(word[..equals])) return word[..equals] + "=***";
            return i > 0 && commandLine[i - 1].StartsWith('-') && !commandLine[i - 1].Contains('=', StringComparison.Ordinal) && IsSecret(commandLine[i - 1]) ? "***" : word;
        })];

    private static bool IsSecret(string name) => SecretWords.Any(w => name.Contains(w, StringComparison.OrdinalIgnoreCase));

    private static SortedDictionary<string, string> Versions()
    {
        var versions = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["repro"] = VersionOf(typeof(ProvenanceCollector).Assembly),
            [".NET"] = System.Environment.Version.ToString(),
        };
        // Only what is loaded: asking for the tensor library would load it.
        foreach (var name in (string[])["TorchSharp", "MathNet.Numerics"])
        {
            var assembly = AppDomain.CurrentDomain.GetAssemblies().FirstOrDefault(a => a.GetName().Name == name);
            if (assembly is not null) versions[name] = VersionOf(assembly);
        }

        return versions;
    }

    private static string VersionOf(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? assembly.GetName().Version?.ToString() ?? "unknown";

    private static SortedDictionary<string, string> Machine(int threads) => new(StringComparer.Ordinal)
    {
        ["cpu"] = FirstValue("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString(),
        ["cores"] = System.Environment.ProcessorCount.ToString(),
        ["gpu"] = Gpu() ?? "none",
        ["memory"] = $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024):F1} GiB",
        ["os"] = RuntimeInformation.OSDescription,
        ["threads"] = threads.ToString(),
    };

    private static string? Gpu()
    {
        const string folder = "/proc/driver/nvidia/gpus";
        return Directory.Exists(folder)
            ? string.Join(", ", Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal).Select(d => FirstValue(Path.Combine(d, "information"), "Model")))
            : null;
    }

    private static long PeakMemory()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }

    private static string? FirstValue(string file, string name) => File.Exists(file)
        ? File.ReadLines(file).FirstOrDefault(l => l.StartsWith(name, StringComparison.Ordinal))?.Split(':', 2)[^1].Trim()
        : null;

    private static string? Git(string folder, params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo("git", ["-C", folder, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
            using var process = Process.Start(start);
            if (process is null) return null;
            process.ErrorDataReceived += static (_, _) => { };
            process.BeginErrorReadLine();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? output.Trim() : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null; // git is not installed
        }
    }
}
