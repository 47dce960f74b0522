using Repro.Evidence.Files;

namespace Repro.Evidence.Store;

/// <summary>A lock a stage, held by an open file: the system takes it back when the process dies, so that none is ever stale.</summary>
internal static class StageLock
{
    private const int PollMilliseconds = 50;

    internal static IDisposable Take(string path, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
            }
            catch (IOException e) when (IsHeld(e))
            {
                cancellation.WaitHandle.WaitOne(PollMilliseconds);
                cancellation.ThrowIfCancellationRequested();
            }
        }
    }

    // EWOULDBLOCK of flock on Linux and macOS, sharing violation on Windows.
    private static bool IsHeld(IOException e) => e.HResult is 11 or 35 || (e.HResult & 0xFFFF) == 32;
}
