using System.Text.Json.Serialization;

namespace Repro.Claims.Settings;

/// <summary>A setting with what is decided in it: one row of the map of where the claims hold.</summary>
/// <param name="Name">Short name.</param>
/// <param name="Factor">What is varied.</param>
/// <param name="Level">How it is set.</param>
/// <param name="Claims">Every claim that the setting measured, in the ledger's order.</param>
public sealed record SettingRow(string Name, string Factor, string Level, IReadOnlyList<SettingVerdict> Claims)
{
    /// <summary>Name of the setting that others are varied from.</summary>
    public const string Centre = "centre";

    /// <summary>The level of the same factor in the setting named <see cref="Centre"/>, where this one differs from that one in this factor alone; else null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CentreLevel { get; init; }
}
