namespace Repro.Judges;

/// <summary>Which judge scored: part of every verdict.</summary>
/// <param name="Name">Kind of judge, such as <c>rubric</c>.</param>
/// <param name="Version">Version of the rubric or model snapshot.</param>
/// <param name="Hash">SHA-256 of the rubric or of the prompts.</param>
public sealed record JudgeIdentity(string Name, string Version, string Hash)
{
    /// <summary>Name, version and the first 12 digits of the hash.</summary>
    public override string ToString() => $"{Name} {Version} ({Hash[..Math.Min(12, Hash.Length)]})";
}
