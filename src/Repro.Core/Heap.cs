using System.Runtime.InteropServices;

namespace Repro.Core;

/// <summary>
/// glibc gives large blocks back to the system at once and asks for fresh, zeroed pages the next time: a fifth of a training step.
/// These settings keep freed memory for the next step. Other C libraries are left alone.
/// </summary>
internal static partial class Heap
{
    private const int TrimThreshold = -1, TopPad = -2, MmapThreshold = -3, ArenaMax = -8;
    private const int MiB = 1 << 20;

    public static void Keep()
    {
        if (!OperatingSystem.IsLinux()) return;
        try
        {
            _ = Set(MmapThreshold, 32 * MiB); // the largest that glibc takes
            _ = Set(TrimThreshold, 2047 * MiB);
            _ = Set(TopPad, 64 * MiB);
            _ = Set(ArenaMax, 1);
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            // Not glibc: its own way of keeping memory stands.
        }
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Set(int parameter, int value);
}
