using Repro.Claims.Results;
using Repro.Evidence.Runs;

namespace Repro.Cli.Sessions;

/// <summary>A run that has its folder.</summary>
/// <param name="Folder">Where it is.</param>
/// <param name="Document">Its answers, and all that the report shows.</param>
/// <param name="Stages">What it took.</param>
public sealed record FinishedRun(string Folder, RunDocument Document, IReadOnlyList<StageTime> Stages)
{
    /// <summary>Its answers, in the ledger's order.</summary>
    public IReadOnlyList<ClaimResult> Claims => Document.Claims.Claims;
}
