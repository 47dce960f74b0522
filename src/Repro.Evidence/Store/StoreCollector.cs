using Repro.Claims;
using Repro.Evidence.Files;

namespace Repro.Evidence.Store;

/// <summary>
/// Clears a store up. What a kept run or a pin needs stays, with all that it follows from, whatever its age. The rest goes: leavings of dead processes and
/// parts of stages that are whole at once, other artifacts and damaged ones when they are old enough.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="time">Tells ages.</param>
public sealed class StoreCollector(ArtifactStore store, TimeProvider time)
{
    /// <summary>Finds what nobody needs, and removes it unless <paramref name="dryRun"/>.</summary>
    /// <param name="keep">Ids that runs refer to; pins are kept besides.</param>
    /// <param name="olderThan">Age from which an artifact that nothing needs, or a damaged one, goes.</param>
    /// <param name="dryRun">Remove nothing.</param>
    /// <returns>What went, or would go, in order of its path.</returns>
    /// <exception cref="InputException">A run works on the store, or it may not be written.</exception>
    public IReadOnlyList<Garbage> Collect(IEnumerable<string> keep, TimeSpan olderThan, bool dryRun)
    {
        if (!Directory.Exists(store.Root)) return [];
        using var owned = store.TryOwn()
            ?? throw new InputException($"A store is cleared up while no run works on it, and one works on {store.Root}. Wait for it to end, then run the same command again.");
        List<Garbage> found = [.. Artifacts(keep, olderThan), .. Leavings(), .. Broken(olderThan)];
        found.Sort((a, b) => StringComparer.Ordinal.Compare(a.Path, b.Path));
        if (!dryRun) found.ForEach(Remove);
        return found;
    }

    /// <summary>The roots and all artifacts that they follow from, as far as the store holds them.</summary>
    public static IReadOnlySet<string> Closure(IReadOnlyDictionary<string, StoredArtifact> artifacts, IEnumerable<string> roots)
    {
        var needed = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(roots);
        while (open.TryPop(out var id))
        {
            if (!artifacts.TryGetValue(id, out var artifact) || !needed.Add(id)) continue;
            foreach (var input in artifact.Key?.Inputs ?? []) open.Push(input);
        }

        return needed;
    }

    private IEnumerable<Garbage> Artifacts(IEnumerable<string> keep, TimeSpan olderThan)
    {
        var all = store.List().ToDictionary(a => a.Id, StringComparer.Ordinal);
        var needed = Closure(all, keep.Concat(new StorePins(store).Ids));
        foreach (var artifact in all.Values.Where(a => !needed.Contains(a.Id)))
        {
            var why = artifact.PartOf is { } whole && all.TryGetValue(whole, out var made) && made.Fault is null ? $"a part of {whole[..12]}, which is whole"
                : time.GetUtcNow() - artifact.Written < olderThan ? null
                : artifact.Fault is { } fault ? $"damaged: {fault}"
                : "no run and no pin needs it";
            if (why is not null) yield return new Garbage(Path.GetRelativePath(store.Root, artifact.Folder), artifact.Key?.Stage ?? "unknown", why, artifact.Size);
        }
    }

    private IEnumerable<Garbage> Leavings() =>
        Folders("tmp").Where(f => !store.IsHeld(Path.GetFileName(f))).Select(f => Item(f, "half-written", "its process is dead"));

    private IEnumerable<Garbage> Broken(TimeSpan olderThan) =>
        Folders("broken").Where(f => time.GetUtcNow().UtcDateTime - Directory.GetLastWriteTimeUtc(f) >= olderThan).Select(f => Item(f, "set aside", "it was damaged, and made again"));

    private IEnumerable<string> Folders(string name) => Path.Combine(store.Root, name) is var folder && Directory.Exists(folder) ? Directory.EnumerateDirectories(folder) : [];

    private Garbage Item(string folder, string what, string why) =>
        new(Path.GetRelativePath(store.Root, folder), what, why, new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length));

    private void Remove(Garbage garbage)
    {
        var folder = Path.Combine(store.Root, garbage.Path);
        if (garbage.Path.StartsWith("tmp", StringComparison.Ordinal) || garbage.Path.StartsWith("broken", StringComparison.Ordinal)) DiskErrors.Explain(folder, () => Directory.Delete(folder, recursive: true));
        else store.Remove(Path.GetFileName(folder));
    }
}
