using Repro.Evidence.Files;

namespace Repro.Evidence.Store;

/// <summary>
/// Stage results, each stored once under the hash of what it depends on: <c>root/ab/abcd.../files + manifest.json</c>.
/// Killed at any moment, the store holds whole artifacts only. Any number of processes may share a root.
/// </summary>
/// <param name="root">Folder of the store; made when something is first stored.</param>
/// <param name="warn">Gets one line when a damaged artifact was set aside; null to ignore.</param>
public sealed class ArtifactStore(string root, Action<string>? warn = null)
{
    /// <summary>Folder of the store, absolute.</summary>
    public string Root { get; } = Path.GetFullPath(root);

    /// <summary>The artifact of <paramref name="key"/>, or null. Checks the manifest and every file's size; a damaged artifact is set aside with one warning and counts as absent.</summary>
    public Artifact? Find(StageKey key) => Find(key, reused: true);

    /// <summary>The artifact of <paramref name="key"/>: the stored one, or the one that <paramref name="write"/> makes now. Another process that makes the same one is waited for.</summary>
    /// <exception cref="Repro.Claims.InputException">The disk is full or may not be written. Nothing half-written is left.</exception>
    public Artifact Create(StageKey key, Action<ArtifactWriter> write, CancellationToken cancellation = default) => DiskErrors.Explain(Root, () =>
    {
        using var held = StageLock.Take(Path.Combine(Root, "locks", key.Id), cancellation);
        return Find(key) ?? Make(key, write);
    });

    /// <summary>Removes the artifact of <paramref name="key"/>, if it is there: first its name, then its files, so that a kill leaves nothing half there.</summary>
    internal void Remove(StageKey key) => DiskErrors.Explain(Root, () =>
    {
        using var held = StageLock.Take(Path.Combine(Root, "locks", key.Id), CancellationToken.None);
        var place = FolderOf(key.Id);
        if (!Directory.Exists(place)) return;
        var leaving = ClearedTemporary(key.Id);
        Directory.Move(place, leaving);
        Directory.Delete(leaving, recursive: true);
    });

    private Artifact Make(StageKey key, Action<ArtifactWriter> write)
    {
        var place = FolderOf(key.Id);
        var temporary = ClearedTemporary(key.Id);
        Directory.CreateDirectory(temporary);
        try
        {
            write(new ArtifactWriter(temporary));
            ArtifactManifest.Of(key, temporary).Write(temporary);
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            Directory.Move(temporary, place);
        }
        catch
        {
            Directory.Delete(temporary, recursive: true);
            throw;
        }

        Disk.Flush(Path.GetDirectoryName(place)!);
        return Find(key, reused: false)!;
    }

    private Artifact? Find(StageKey key, bool reused)
    {
        var folder = FolderOf(key.Id);
        if (!Directory.Exists(folder)) return null;
        var (manifest, fault) = ArtifactManifest.Read(folder, key.Id);
        if (fault is null) return new Artifact(folder, manifest!, reused);
        SetAside(key, folder, fault);
        return null;
    }

    private void SetAside(StageKey key, string folder, string fault)
    {
        var aside = Enumerable.Range(1, int.MaxValue).Select(i => Path.Combine(Root, "broken", $"{key.Id}.{i}")).First(p => !Directory.Exists(p));
        DiskErrors.Explain(Root, () =>
        {
            Directory.CreateDirectory(Path.GetDirectoryName(aside)!);
            if (Directory.Exists(folder)) Directory.Move(folder, aside);
        });
        warn?.Invoke($"Artifact {key.Id[..12]} ({key.Stage}) is damaged: {fault}. It was set aside in {aside} and is made again.");
    }

    /// <summary>A folder that does not exist. It is ours alone while the lock is held; a dead process may have left one.</summary>
    private string ClearedTemporary(string id)
    {
        var temporary = Path.Combine(Root, "tmp", id);
        if (Directory.Exists(temporary)) Directory.Delete(temporary, recursive: true);
        Directory.CreateDirectory(Path.GetDirectoryName(temporary)!);
        return temporary;
    }

    private string FolderOf(string id) => Path.Combine(Root, id[..2], id);
}
