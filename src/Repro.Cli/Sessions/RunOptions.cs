using Repro.Judges;

namespace Repro.Cli.Sessions;

/// <summary>One run, as asked for.</summary>
public sealed record RunOptions
{
    /// <summary>published, miniature or paper.</summary>
    public required string Tier { get; init; }

    /// <summary>Folder with released scores or data sets.</summary>
    public string? Data { get; init; }

    /// <summary>Folder with checkpoints.</summary>
    public string? Model { get; init; }

    /// <summary>Ids of the claims to answer; all when empty.</summary>
    public IReadOnlyList<string> Claims { get; init; } = [];

    /// <summary>Answer every claim of the tier that it can, those too that take long; ignored where claims are named.</summary>
    public bool Whole { get; init; }

    /// <summary>The run's folder; null for one in artifacts/runs.</summary>
    public string? Out { get; init; }

    /// <summary>Use the seeds that recipes are tuned on.</summary>
    public bool DevelopmentSeeds { get; init; }

    /// <summary>Make every stage again.</summary>
    public bool NoCache { get; init; }

    /// <summary>Folder of the artifact store.</summary>
    public required string Store { get; init; }

    /// <summary>Threads for tensors; 0 = every core.</summary>
    public int Threads { get; init; }

    /// <summary>Who judges the responses; null for the tier's own judge.</summary>
    public JudgeOptions? Judge { get; init; }

    /// <summary>Who scores every answer beside the judge, and decides nothing; null for nobody.</summary>
    public JudgeOptions? SecondJudge { get; init; }

    /// <summary>Looks at the answers while they come; 1: all of them are drawn first.</summary>
    public int Looks { get; init; } = 1;

    /// <summary>The command line, for the record.</summary>
    public required IReadOnlyList<string> CommandLine { get; init; }
}
