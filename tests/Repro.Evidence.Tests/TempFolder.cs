using System.Diagnostics;

namespace Repro.Evidence.Tests;

/// <summary>A folder of its own for a test, gone afterwards.</summary>
public sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("repro-test-").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>Runs git in the folder; false when it fails or is not installed.</summary>
    public bool Git(params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("git", ["-C", Path, .. arguments]))!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
