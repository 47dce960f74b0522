using Repro.Evidence.Store;
using Repro.Judges;

namespace Repro.Experiments.Tiers;

/// <summary>What a person asked a tier for.</summary>
/// <param name="Tier">published, miniature or paper.</param>
/// <param name="DataDirectory">Folder with released scores or data sets; null where none was named.</param>
/// <param name="ModelDirectory">Folder with checkpoints; null where none was named.</param>
/// <param name="ClaimIds">Claims to measure for; every experiment of the tier when empty.</param>
/// <param name="Store">Where stage results live.</param>
/// <param name="Threads">Threads for tensors; 0 = every core.</param>
/// <param name="DevelopmentSeeds">True while a recipe is tuned: never the seeds that verdicts come from.</param>
public sealed record TierRequest(
    string Tier,
    string? DataDirectory,
    string? ModelDirectory,
    IReadOnlyList<string> ClaimIds,
    ArtifactStore Store,
    int Threads,
    bool DevelopmentSeeds)
{
    /// <summary>Metrics that the asked claims, their controls and preconditions name. With no claim asked for, every experiment runs.</summary>
    public IReadOnlyList<string> Metrics { get; init; } = [];

    /// <summary>Whether every experiment of the tier runs, those too that take long; ignored where claims are named.</summary>
    public bool Whole { get; init; }

    /// <summary>Judges the responses in place of the tier's own judge; null for that one. Verdicts name who judged.</summary>
    public IJudge? Judge { get; init; }

    /// <summary>Scores every answer of the evaluation beside the judge that decides, and decides nothing; null for none.</summary>
    public IJudge? SecondJudge { get; init; }

    /// <summary>Looks at the answers while they come; null to draw all of them first. The published tier has none to draw.</summary>
    public LookRequest? Looks { get; init; }
}
