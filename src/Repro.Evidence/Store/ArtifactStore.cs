using System.Collections.Concurrent;
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
    private readonly ConcurrentDictionary<string, bool> read = new(StringComparer.Ordinal);

    /// <summary>Folder of the store, absolute.</summary>
    public string Root { get; } = Path.GetFullPath(root);

    /// <summary>The artifact of <paramref name="key"/>, or null. The first time, reads every byte of it; a damaged artifact is set aside with one warning and counts as absent.</summary>
    public Artifact? Find(StageKey key) => Find(key, reused: true);

    /// <summary>The artifact of <paramref name="key"/>: the stored one, or the one that <paramref name="write"/> makes now. Another process that makes the same one is waited for.</summary>
    /// <exception cref="Repro.Claims.InputException">The disk is full or may not be written. Nothing half-written is left.</exception>
    public Artifact Create(StageKey key, Action<ArtifactWriter> write, CancellationToken cancellation = default)
    {
        using var held = Reserve(key, waiting: null, cancellation);
        return held.Find() ?? held.Create(write);
    }

    /// <summary>
    /// Takes a stage for this process, before anything is computed: of two runs that need the same artifact, one makes it while the other waits here, and
    /// then finds it. Disposing gives the stage back; so does the end of the process, however it ends.
    /// </summary>
    /// <param name="key">The stage.</param>
    /// <param name="waiting">Called once, when another process has the stage; null to say nothing.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="OperationCanceledException">Cancelled while another process had the stage.</exception>
    /// <exception cref="Repro.Claims.InputException">The store may not be written.</exception>
    public StageReservation Reserve(StageKey key, Action? waiting, CancellationToken cancellation) =>
        DiskErrors.Explain(Root, () => new StageReservation(this, key, StageLock.Take(LockOf(key.Id), waiting, cancellation)));

    /// <summary>Says that this process works on the store: until the result is disposed, nobody clears it up.</summary>
    /// <exception cref="Repro.Claims.InputException">The store may not be written.</exception>
    public IDisposable Use() => DiskErrors.Explain(Root, () => StageLock.Share(UseFile));

    /// <summary>The store for this process alone, or null while another works on it.</summary>
    internal IDisposable? TryOwn() => DiskErrors.Explain(Root, () => StageLock.TryTake(UseFile));

    /// <summary>True while a process holds the stage of this id.</summary>
    internal bool IsHeld(string id)
    {
        using var free = StageLock.TryTake(LockOf(id));
        return free is null;
    }

    /// <summary>Makes the artifact of a stage that this process holds.</summary>
    internal Artifact CreateHeld(StageKey key, Action<ArtifactWriter> write) => DiskErrors.Explain(Root, () => Make(key, write));

    /// <summary>Every artifact of the store, damaged ones too, in order of their ids. Reads manifests and sizes, no contents.</summary>
    public IReadOnlyList<StoredArtifact> List() => !Directory.Exists(Root)
        ? []
        : [.. Directory.EnumerateDirectories(Root).Where(d => Path.GetFileName(d).Length == 2).SelectMany(Directory.EnumerateDirectories).Select(StoredArtifact.Of).OrderBy(a => a.Id, StringComparer.Ordinal)];

    /// <summary>Removes the artifact of <paramref name="key"/>, if it is there: first its name, then its files, so that a kill leaves nothing half there.</summary>
    internal void Remove(StageKey key) => DiskErrors.Explain(Root, () =>
    {
        using var held = StageLock.Take(LockOf(key.Id), waiting: null, CancellationToken.None);
        Remove(key.Id);
    });

    /// <summary>The same, for the owner of the whole store.</summary>
    internal void Remove(string id) => DiskErrors.Explain(Root, () =>
    {
        var place = FolderOf(id);
        if (!Directory.Exists(place)) return;
        var leaving = ClearedTemporary(id);
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
        if (fault is null && reused && !read.ContainsKey(key.Id)) fault = manifest!.FaultInBytes(folder);
        if (fault is null)
        {
            read[key.Id] = true;
            return new Artifact(folder, manifest!, reused);
        }

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

    private string UseFile => Path.Combine(Root, "locks", "in-use");

    private string LockOf(string id) => Path.Combine(Root, "locks", id);

    private string FolderOf(string id) => Path.Combine(Root, id[..2], id);
}
