using System.Text.Json.Serialization;
using Repro.Claims.Settings;

namespace Repro.Claims.Results;

/// <summary>claims.json: the answer of one run.</summary>
/// <param name="Run">The run's id.</param>
/// <param name="Tier">published, miniature or paper.</param>
/// <param name="Started">Start, UTC.</param>
/// <param name="Finished">End, UTC.</param>
/// <param name="Claims">One row a claim, in the ledger's order.</param>
public sealed record ClaimsDocument(string Run, string Tier, DateTimeOffset Started, DateTimeOffset Finished, IReadOnlyList<ClaimResult> Claims)
{
    /// <summary>Claims of the ledger that this tier does not answer, in the ledger's order; null where the run was asked for claims by id, or there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<UntestedClaim>? Untested { get; init; }

    /// <summary>How far a second judge agrees with the one that decided; null where there was none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<JudgeAgreement>? Agreement { get; init; }

    /// <summary>The looks of a run that looked at its answers while they came; null where it drew all of them first.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LookTotals? Looks { get; init; }

    /// <summary>Claims decided again in other settings (other base models, worlds, questions); null where the run measured none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<SettingRow>? Settings { get; init; }
}
