using System.Diagnostics;
using System.Reflection;

namespace Repro.Evidence.Runs;

/// <summary>Looks at the code, the libraries and the machine, and writes down what a reader needs to judge or repeat the run.</summary>
public static class ProvenanceCollector
{
    private static readonly string[] NumericPrefixes = ["OPENBLAS_", "OMP_", "MKL_", "DNNL_", "ONEDNN_", "KMP_", "GOMP_", "CUBLAS_", "CUDA_", "TORCH_", "REPRO_", "LIBTORCH", "MALLOC_", "DOTNET_gc", "DOTNET_Tiered"];

    /// <summary>The framework, the tests' host and ourselves; what is left is packages.</summary>
    private static readonly string[] OtherThanPackages = ["System", "Microsoft", "netstandard", "mscorlib", "Repro", "repro", "testhost", "xunit", "FluentAssertions"];

    private const string TensorLibrary = "TorchSharp", Libtorch = "libtorch ";

    /// <summary>Collects the provenance of a run that has just ended.</summary>
    public static Provenance Collect(ProvenanceRequest request)
    {
        var tree = WorkingTree.Of(request.RepositoryRoot);
        return new Provenance
        {
            Commit = tree.Commit,
            Dirty = tree.Changed.Count > 0,
            DiffHash = tree.DiffHash,
            Versions = Versions(request.Tensors),
            Machine = MachineFacts.Of(request.Threads, request.Tensors),
            Environment = NumericEnvironment(request.Environment),
            Seeds = request.Seeds,
            LedgerHash = request.LedgerHash,
            CommandLine = Secrets.Hide(string.Join(' ', WithoutSecrets(request.CommandLine)), request.Environment),
            Started = request.Started,
            Finished = request.Finished,
            PeakMemory = PeakMemory(),
            EnergyJoules = request.EnergyJoules,
            Stages = request.Stages,
            ArtifactsRoot = request.ArtifactsRoot,
        };
    }

    /// <summary>The variables that can change a number, without those whose name says secret, and without what they hold.</summary>
    public static IReadOnlyDictionary<string, string> NumericEnvironment(IReadOnlyDictionary<string, string> environment) =>
        new SortedDictionary<string, string>(
            environment
                .Where(v => NumericPrefixes.Any(p => v.Key.StartsWith(p, StringComparison.Ordinal)) && !Secrets.IsNamed(v.Key))
                .ToDictionary(v => v.Key, v => Secrets.Hide(v.Value, environment), StringComparer.Ordinal),
            StringComparer.Ordinal);

    /// <summary>The command line with the value of every option named like a secret replaced by ***.</summary>
    public static IReadOnlyList<string> WithoutSecrets(IReadOnlyList<string> commandLine) =>
        [.. commandLine.Select((word, i) =>
        {
            var equals = word.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && Secrets.IsNamed(word[..equals])) return word[..equals] + "=***";
            return i > 0 && commandLine[i - 1].StartsWith('-') && !commandLine[i - 1].Contains('=', StringComparison.Ordinal) && Secrets.IsNamed(commandLine[i - 1]) ? "***" : word;
        })];

    private static SortedDictionary<string, string> Versions(string? tensors)
    {
        var own = VersionOf(typeof(ProvenanceCollector).Assembly);
        var versions = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["repro"] = own, [".NET"] = System.Environment.Version.ToString() };
        // Only what is loaded: asking for the tensor library would load it.
        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies().Where(IsPackage))
        {
            var (name, version) = (assembly.GetName().Name!, VersionOf(assembly));
            // The compat libraries are built with the repository and have its version; a package has its own.
            versions[name] = name == TensorLibrary ? $"{version} ({(version == own ? "compat" : "package")})" : version;
        }

        if (tensors?.Split(';').Select(part => part.Trim()).FirstOrDefault(part => part.StartsWith(Libtorch, StringComparison.Ordinal)) is { } libtorch) versions[Libtorch.Trim()] = libtorch[Libtorch.Length..];
        return versions;
    }

    private static bool IsPackage(Assembly assembly) => !assembly.IsDynamic && assembly.GetName().Name is { } name
        && !OtherThanPackages.Any(p => name == p || name.StartsWith(p + ".", StringComparison.Ordinal));

    private static string VersionOf(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? assembly.GetName().Version?.ToString() ?? "unknown";

    private static long PeakMemory()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }
}
