using Repro.Evidence.Files;
using Repro.Evidence.Store;

namespace Repro.Evidence.Bundles;

/// <summary>One hash for all artifacts of a run: whoever knows it can tell whether any byte of any of them is another, weights that are not in a bundle included.</summary>
public static class ArtifactsRoot
{
    /// <summary>The Merkle root over id and manifest hash of every artifact, in order of their ids; manifests hold the hashes of the files.</summary>
    public static string Of(IEnumerable<(string Id, string ManifestSha256)> artifacts) =>
        Merkle.Root(artifacts.OrderBy(a => a.Id, StringComparer.Ordinal).Select(a => $"{a.Id} {a.ManifestSha256}"));

    /// <summary>The root over what stands behind <paramref name="stages"/> in a store; null where the run has no artifacts there.</summary>
    public static string? In(ArtifactStore store, IEnumerable<string> stages)
    {
        var all = store.List().ToDictionary(a => a.Id, StringComparer.Ordinal);
        var needed = StoreCollector.Closure(all, stages);
        return needed.Count == 0 ? null : Of(needed.Select(id => (id, Sha256.OfFile(Path.Combine(all[id].Folder, ArtifactName.Manifest)))));
    }
}
