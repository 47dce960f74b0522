using System.Diagnostics;
using Repro.Faults.Tests.Host;

namespace Repro.Faults.Tests.Disks;

/// <summary>Starts a command in a mount namespace of its own, where one folder is another disk. Nothing of it is seen outside, and it is gone with the process.</summary>
internal static class Mount
{
    /// <summary>Why no disk can be mounted here; null where one can.</summary>
    internal static string? Refusal { get; } = Try();

    /// <summary>The same command, after <paramref name="mounts"/>: lines of a shell, in which $D is the folder.</summary>
    internal static ProcessStartInfo Under(string folder, string mounts, ProcessStartInfo command, string after = "")
    {
        var inside = new ProcessStartInfo("unshare", ["-rm", "bash", "-c", $"D=\"$1\"; shift; {{ {mounts}; }} || exit 99; \"$@\"; code=$?; {after} exit $code", "bash", folder, command.FileName, .. command.ArgumentList])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in command.Environment) inside.Environment[name] = value;
        return inside;
    }

    private static string? Try()
    {
        var folder = Directory.CreateTempSubdirectory("repro-mount-").FullName;
        try
        {
            var ended = TinyHost.Finish(Under(folder, "mount -t tmpfs -o size=64k tmpfs \"$D\"", new ProcessStartInfo("true")));
            return ended.Code == 0 ? null : $"A small disk is mounted in a namespace of its own, which this machine does not allow: {ended.Error.Trim()}";
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return $"A small disk is mounted by 'unshare', which this machine lacks: {e.Message}";
        }
        finally
        {
            Directory.Delete(folder);
        }
    }
}
