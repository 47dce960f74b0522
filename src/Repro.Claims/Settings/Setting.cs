namespace Repro.Claims.Settings;

/// <summary>Other conditions than the tier's own, in which some of its claims are decided again.</summary>
/// <param name="Name">Short name; its measurements are those whose keys begin with <see cref="Prefix"/>.</param>
/// <param name="Factor">What is varied, in words, such as "villain share of the documents".</param>
/// <param name="Level">How it is set here, such as "12 %".</param>
public sealed record Setting(string Name, string Factor, string Level)
{
    /// <summary>The level of the same factor in the setting named "centre", where this one differs from that one in this factor alone; else null.</summary>
    public string? CentreLevel { get; init; }

    /// <summary>What the keys of its measurements begin with.</summary>
    public string Prefix => $"setting.{Name}.";
}
