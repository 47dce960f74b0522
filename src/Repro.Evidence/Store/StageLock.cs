namespace Repro.Evidence.Store;

/// <summary>A lock a stage, held by an open file: the system takes it back when the process dies, so that none is ever stale.</summary>
internal static class StageLock
{
    private const int PollMilliseconds = 50;

    /// <summary>The lock for this process alone, as soon as nobody has it. <paramref name="waiting"/> is called once, if somebody has.</summary>
    internal static IDisposable Take(string path, Action? waiting, CancellationToken cancellation) => Poll(() => TryTake(path), waiting, cancellation);

    /// <summary>The lock beside others who share it, as soon as nobody has it alone.</summary>
    internal static IDisposable Share(string path) => Poll(() => TryOpen(path, FileAccess.Read, FileShare.Read), waiting: null, CancellationToken.None);

    /// <summary>The lock for this process alone, or null where somebody has it.</summary>
    internal static IDisposable? TryTake(string path) => TryOpen(path, FileAccess.ReadWrite, FileShare.None);

    private static IDisposable Poll(Func<IDisposable?> take, Action? waiting, CancellationToken cancellation)
    {
        while (true)
        {
            if (take() is { } taken) return taken;
            waiting?.Invoke();
            waiting = null;
            cancellation.WaitHandle.WaitOne(PollMilliseconds);
            cancellation.ThrowIfCancellationRequested();
        }
    }

    private static FileStream? TryOpen(string path, FileAccess access, FileShare share)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, access, share, bufferSize: 1);
        }
        catch (IOException e) when (IsHeld(e))
        {
            return null;
        }
    }

    // EWOULDBLOCK of flock on Linux and macOS, sharing violation on Windows.
    private static bool IsHeld(IOException e) => e.HResult is 11 or 35 || (e.HResult & 0xFFFF) == 32;
}
