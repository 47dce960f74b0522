using System.Text.Json.Serialization;

namespace Repro.Claims.Results;

/// <summary>What stays of a claim's verdict when its whole family is judged at one level.</summary>
/// <param name="Family">The ledger's name of the family.</param>
/// <param name="Size">Claims of it that were tested in this run.</param>
/// <param name="PSupported">p value of support, adjusted by Holm.</param>
/// <param name="PRefuted">p value of refutation, adjusted by Holm.</param>
/// <param name="Verdict">The verdict at the adjusted level: never more decided than the plain one.</param>
public sealed record FamilyWise(string Family, int Size, double PSupported, double PRefuted, Verdict Verdict)
{
    /// <summary>The primary claim whose lack of support holds this one back, or null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Gate { get; init; }
}
