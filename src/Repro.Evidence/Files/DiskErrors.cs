using Repro.Claims;

namespace Repro.Evidence.Files;

/// <summary>Turns what a disk refuses into one message that says where and what to do.</summary>
internal static class DiskErrors
{
    private const int NoSpace = 28; // ENOSPC
    private const int ReadOnly = 30; // EROFS
    private const int Quota = 122; // EDQUOT

    internal static void Explain(string path, Action action) => Explain(path, () => { action(); return true; });

    internal static T Explain<T>(string path, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (IOException e) when (e.HResult is NoSpace or Quota)
        {
            throw new InputException($"The disk is full: could not write {path}. Nothing half-written was left. Free some space, or name another place with --store or --out, and run the same command again.", e);
        }
        catch (IOException e) when (e.HResult is ReadOnly)
        {
            throw NotWritable(path, e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw NotWritable(path, e);
        }
    }

    private static InputException NotWritable(string path, Exception e) =>
        new($"{path} may not be written ({e.Message.TrimEnd('.')}). Make it writable, or name another place with --store or --out.", e);
}
