namespace Repro.Evidence.Runs;

/// <summary>What the collector cannot see by itself, or must not take from ambient state.</summary>
public sealed record ProvenanceRequest
{
    /// <summary>Folder of the working tree whose commit is recorded.</summary>
    public required string RepositoryRoot { get; init; }

    /// <summary>The process's environment; only variables that change numbers are kept, never secrets.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>The command line; values of options that look like secrets are blotted out.</summary>
    public required IReadOnlyList<string> CommandLine { get; init; }

    /// <summary>Seeds by role.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<long>> Seeds { get; init; }

    /// <summary>SHA-256 of the claims ledger.</summary>
    public required string LedgerHash { get; init; }

    /// <summary>Threads that the tensor library uses; 0 where it was not loaded.</summary>
    public required int Threads { get; init; }

    /// <summary>Stages in the order they ran.</summary>
    public IReadOnlyList<StageTime> Stages { get; init; } = [];

    /// <summary>Merkle root over all artifacts that the run rests on; null where it has none.</summary>
    public string? ArtifactsRoot { get; init; }

    /// <summary>The environment of the run's artifacts, as their keys say it: libtorch, threads, device; null where the run has none.</summary>
    public string? Tensors { get; init; }

    /// <summary>When the run began.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? Finished { get; init; }

    /// <summary>Energy that the machine's processors took meanwhile; null where it does not tell.</summary>
    public double? EnergyJoules { get; init; }
}
