namespace Repro.Evidence.Runs;

/// <summary>manifest.json of a run: what made it, and the SHA-256 of every other file in its folder.</summary>
/// <param name="Run">The run's id.</param>
/// <param name="Provenance">Code, libraries, machine, seeds, stages.</param>
/// <param name="Files">File name to SHA-256.</param>
public sealed record RunManifest(string Run, Provenance Provenance, IReadOnlyDictionary<string, string> Files)
{
    /// <summary>Claim id to the SHA-256 of the claim as this run answered it; the text is in ledger.jsonl. Empty where the run was made before runs kept them.</summary>
    public IReadOnlyDictionary<string, string> Claims { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
