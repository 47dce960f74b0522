using Repro.Experiments.Tiers;

namespace Repro.Cli;

/// <summary>Everything outside that a command may touch.</summary>
public sealed record CliHost
{
    /// <summary>Standard output.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Standard error.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>True on a terminal, where progress is redrawn in place.</summary>
    public required bool Interactive { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Environment variables.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>The repository's root: claims/, golden/ and artifacts/ are below it.</summary>
    public required string Root { get; init; }

    /// <summary>Tier name to runner.</summary>
    public required Func<string, ITierRunner> Runners { get; init; }

    /// <summary>The claims ledger.</summary>
    public string LedgerPath => Path.Combine(Root, "claims");

    /// <summary>The approved results.</summary>
    public string GoldenPath => Path.Combine(Root, "golden", "claims");
}
