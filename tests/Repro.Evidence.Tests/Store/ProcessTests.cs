using System.Diagnostics;
using Repro.Evidence.Store;

namespace Repro.Evidence.Tests.Store;

/// <summary>Real processes on one store: killed at any moment, or two at a time.</summary>
public sealed class ProcessTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    private Process Start(int count, string log, params string[] more) => Process.Start(new ProcessStartInfo("dotnet", ["exec", typeof(ProcessTests).Assembly.Location, folder["store"], count.ToString(), folder[log], .. more]))!;

    [Fact]
    public void Killed_at_random_points_the_store_holds_whole_artifacts_only_and_the_next_run_goes_on()
    {
        var random = new Random(20260731);
        var seen = new HashSet<int>();
        for (var kill = 0; kill < 12; kill++)
        {
            using var process = Start(100_000, "log");
            WaitForOneMore(process, seen.Count);
            process.WaitForExit(random.Next(0, 40));
            process.Kill();
            process.WaitForExit();

            var whole = Whole();
            seen.Should().BeSubsetOf(whole, "what was whole stays whole");
            seen.UnionWith(whole);
        }

        seen.Should().BeEquivalentTo(Enumerable.Range(0, seen.Count), "each run goes on where the one before was killed").And.HaveCountGreaterThan(11);
        using var last = Start(seen.Count + 1, "log");
        last.WaitForExit(60_000).Should().BeTrue("a lock of a killed process holds nobody up");
        Whole().Should().HaveCount(seen.Count + 1);
    }

    [Fact]
    public void Two_processes_at_once_make_every_artifact_once()
    {
        using var first = Start(40, "first");
        using var second = Start(40, "second");
        first.WaitForExit(60_000).Should().BeTrue();
        second.WaitForExit(60_000).Should().BeTrue();

        first.ExitCode.Should().Be(0);
        second.ExitCode.Should().Be(0);
        Lines("first").Concat(Lines("second")).Should().BeEquivalentTo(Enumerable.Range(0, 40).Select(i => i.ToString()));
        Whole().Should().HaveCount(40);
    }

    [Fact]
    public void Of_two_processes_that_need_the_same_artifact_one_computes_and_the_other_waits()
    {
        using var first = Start(6, "first", "slow");
        using var second = Start(6, "second", "slow");
        first.WaitForExit(60_000).Should().BeTrue();
        second.WaitForExit(60_000).Should().BeTrue();

        string[] lines = [.. Lines("first"), .. Lines("second")];
        lines.Where(line => !line.StartsWith("wait", StringComparison.Ordinal)).Should().BeEquivalentTo(Enumerable.Range(0, 6).Select(i => i.ToString()), "nothing is computed twice");
        lines.Should().Contain(line => line.StartsWith("wait", StringComparison.Ordinal));
        Whole().Should().HaveCount(6);
    }

    [Fact]
    public void What_a_killed_process_was_computing_is_free_for_the_one_that_waits()
    {
        using var first = Start(1000, "first", "slow");
        WaitForOneMore(first, 0);
        using var second = Start(4, "second", "slow");
        while (Lines("second").Length == 0 && !second.HasExited) first.WaitForExit(5);
        first.Kill();

        second.WaitForExit(60_000).Should().BeTrue("the system takes a dead process's locks back");
        second.ExitCode.Should().Be(0);
        Whole().Should().HaveCountGreaterThanOrEqualTo(4);
    }

    private string[] Lines(string log) => File.Exists(folder[log]) ? File.ReadAllLines(folder[log]) : [];

    private void WaitForOneMore(Process process, int before)
    {
        var watch = Stopwatch.StartNew();
        while (Folders().Count() <= before)
        {
            process.HasExited.Should().BeFalse();
            watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(60));
            process.WaitForExit(5);
        }
    }

    private IEnumerable<string> Folders() => Directory.Exists(folder["store"])
        ? Directory.EnumerateDirectories(folder["store"]).Where(d => Path.GetFileName(d).Length == 2).SelectMany(Directory.EnumerateDirectories)
        : [];

    /// <summary>Numbers of the artifacts that are there; every one must be complete to the last byte.</summary>
    private HashSet<int> Whole()
    {
        var store = new ArtifactStore(folder["store"], warning => throw new InvalidOperationException(warning));
        var folders = Folders().Select(Path.GetFileName).ToHashSet();
        var numbers = Enumerable.Range(0, folders.Count).Where(i => folders.Contains(Keys.Numbered(i).Id)).ToHashSet();
        numbers.Should().HaveCount(folders.Count);
        foreach (var number in numbers)
        {
            var artifact = store.Find(Keys.Numbered(number))!;
            artifact.Verify().Should().BeEmpty();
            File.ReadAllBytes(artifact.PathOf("model/weights.bin"))[..16384].Should().Equal(Keys.Content(artifact.Key.Spec));
        }

        return numbers;
    }
}
