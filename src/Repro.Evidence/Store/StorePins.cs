using Repro.Claims;
using Repro.Evidence.Files;

namespace Repro.Evidence.Store;

/// <summary>Artifacts that stay whatever uses them: one empty file a pin, <c>root/pins/ID</c>.</summary>
/// <param name="store">The store.</param>
public sealed class StorePins(ArtifactStore store)
{
    private string Folder => Path.Combine(store.Root, "pins");

    /// <summary>Ids of the pinned artifacts.</summary>
    public IReadOnlyList<string> Ids => Directory.Exists(Folder) ? [.. Directory.EnumerateFiles(Folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)] : [];

    /// <summary>Pins an artifact.</summary>
    /// <exception cref="InputException">The store may not be written.</exception>
    public void Add(string id) => AtomicFile.WriteAllText(Path.Combine(Folder, id), "");

    /// <summary>Takes a pin off.</summary>
    /// <exception cref="InputException">There is none.</exception>
    public void Remove(string id)
    {
        var pin = Path.Combine(Folder, id);
        if (!File.Exists(pin)) throw new InputException($"A pin is taken off an artifact that has one; {id[..Math.Min(12, id.Length)]} has none. './repro store ls' marks the pinned ones.");
        File.Delete(pin);
    }
}
