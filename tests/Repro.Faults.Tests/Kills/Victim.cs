using System.Diagnostics;

namespace Repro.Faults.Tests.Kills;

/// <summary>A process that is killed with SIGKILL at a point of its walk, and the lines that it had written until then.</summary>
internal static class Victim
{
    /// <summary>Starts it and kills it there; it ends by itself where its walk never comes so far.</summary>
    /// <param name="command">What to start.</param>
    /// <param name="folder">Where changes of files count.</param>
    /// <param name="places">Stage and step to position in the undisturbed walk.</param>
    /// <param name="point">Where to kill.</param>
    internal static (bool Killed, IReadOnlyList<string> Lines) Run(ProcessStartInfo command, string folder, Func<WalkEvent, int> places, KillPoint point)
    {
        using var watcher = new FileSystemWatcher(folder) { IncludeSubdirectories = true, InternalBufferSize = 1 << 16 };
        using var enough = new ManualResetEventSlim();
        var changes = 0;
        var counting = false;
        void Count(object sender, FileSystemEventArgs e)
        {
            if (Volatile.Read(ref counting) && Interlocked.Increment(ref changes) >= point.FileEvents) enough.Set();
        }

        watcher.Created += Count;
        watcher.Changed += Count;
        watcher.Renamed += (sender, e) => Count(sender, e);
        watcher.Deleted += Count;
        watcher.EnableRaisingEvents = true;

        using var process = Process.Start(command)!;
        var errors = process.StandardError.ReadToEndAsync();
        var lines = new List<string>();
        var killed = false;
        while (process.StandardOutput.ReadLine() is { } line)
        {
            lines.Add(line);
            if (killed || WalkEvent.Of(Context(lines)).LastOrDefault() is not { } at || places(at) < point.Position) continue;
            Volatile.Write(ref counting, true);
            if (point.FileEvents > 0) enough.Wait(TimeSpan.FromMilliseconds(200)); // the last stage may have fewer
            else Spin(point.Microseconds);
            process.Kill();
            killed = true;
        }

        process.WaitForExit();
        if (errors.Result.Length > 0 && !killed) throw new InvalidOperationException(errors.Result);
        return (process.ExitCode == 128 + 9, lines);
    }

    /// <summary>The lines from the last stage on: enough to tell the last event.</summary>
    private static IEnumerable<string> Context(List<string> lines)
    {
        var stage = lines.FindLastIndex(l => l.StartsWith(Host.EventLines.Begin, StringComparison.Ordinal));
        return stage < 0 ? [] : stage == lines.Count - 1 ? [lines[stage]] : [lines[stage], lines[^1]];
    }

    private static void Spin(int microseconds)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed.TotalMicroseconds < microseconds) Thread.SpinWait(50);
    }
}
