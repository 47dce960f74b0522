using Repro.Claims.Results;
using Repro.Evidence.Runs;

namespace Repro.Cli.Sessions;

/// <summary>A run that has its folder.</summary>
/// <param name="Folder">Where it is.</param>
/// <param name="Claims">Its answers, in the ledger's order.</param>
/// <param name="Stages">What it took.</param>
public sealed record FinishedRun(string Folder, IReadOnlyList<ClaimResult> Claims, IReadOnlyList<StageTime> Stages);
