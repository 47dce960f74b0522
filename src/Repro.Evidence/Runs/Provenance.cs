using System.Text.Json.Serialization;

namespace Repro.Evidence.Runs;

/// <summary>What made the run: code, libraries, machine, seeds, artifacts. Written to manifest.json and shown in the report.</summary>
public sealed record Provenance
{
    /// <summary>Commit of the working tree, or "unknown".</summary>
    public required string Commit { get; init; }

    /// <summary>True when the working tree differed from the commit.</summary>
    public required bool Dirty { get; init; }

    /// <summary>SHA-256 of what differed from the commit; null where nothing did.</summary>
    public string? DiffHash { get; init; }

    /// <summary>Name to version: repro, .NET, every loaded package, TorchSharp (package or compat), libtorch.</summary>
    public required IReadOnlyDictionary<string, string> Versions { get; init; }

    /// <summary>Name to description: cpu, gpu, cores, threads, memory, os; driver, cuda and tensors where there are any.</summary>
    public required IReadOnlyDictionary<string, string> Machine { get; init; }

    /// <summary>Environment variables that change numbers, with their values.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>Seeds by role: base, organisms, sampling.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<long>> Seeds { get; init; }

    /// <summary>SHA-256 of the claims ledger.</summary>
    public required string LedgerHash { get; init; }

    /// <summary>The command line, without secrets.</summary>
    public required string CommandLine { get; init; }

    /// <summary>When the run began; null in runs from before it was recorded here.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? Finished { get; init; }

    /// <summary>Energy that the machine's processors took meanwhile, joules, whoever used them; null where the machine does not tell.</summary>
    public double? EnergyJoules { get; init; }

    /// <summary>Requests to LLM judges that failed and were sent again, by reason; null where there were none, or no such judge.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, int>? Repeated { get; init; }

    /// <summary>Peak resident memory, bytes; 0 when unknown.</summary>
    public long PeakMemory { get; init; }

    /// <summary>Wall-clock seconds by stage, in the order they ran; reused stages have 0.</summary>
    public IReadOnlyList<StageTime> Stages { get; init; } = [];

    /// <summary>Merkle root over all artifacts that the run rests on; null where it has none.</summary>
    public string? ArtifactsRoot { get; init; }
}
