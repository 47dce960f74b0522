namespace Repro.Evidence.Bundles;

/// <summary>bundle.json: what a bundle holds.</summary>
/// <param name="Format">1.</param>
/// <param name="Run">The run's id.</param>
/// <param name="ArtifactsRoot">Merkle root over all artifacts that the run rests on, see <see cref="ArtifactsRoot"/>.</param>
/// <param name="Files">Every other file, in the bundle's order.</param>
public sealed record BundleIndex(int Format, string Run, string ArtifactsRoot, IReadOnlyList<BundleIndex.Entry> Files)
{
    /// <summary>The only format so far.</summary>
    public const int Current = 1;

    /// <summary>One file.</summary>
    /// <param name="Name">Its path in the bundle.</param>
    /// <param name="Size">Its bytes.</param>
    /// <param name="Sha256">Their hash.</param>
    /// <param name="Packed">Hash of the bytes as the zip holds them.</param>
    public sealed record Entry(string Name, long Size, string Sha256, string Packed);
}
