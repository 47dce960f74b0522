using System.Collections.Concurrent;
using Repro.Evidence.Store;
using Repro.Faults.Tests.Host;
using Xunit.Abstractions;

namespace Repro.Faults.Tests.Kills;

/// <summary>SIGKILL at fifty points of a run, each resumed: nothing that was finished is made again, and the end is that of a run that nothing happened to.</summary>
[Collection(RunsCollection.Name)]
public sealed class KillTests(Undisturbed undisturbed, ITestOutputHelper output)
{
    private const int Seed = 20261121, Kills = 50, Stores = 3;

    [Fact]
    public void Killed_at_fifty_points_a_run_ends_as_the_undisturbed_one_and_makes_nothing_twice()
    {
        undisturbed.Samplings.Should().HaveCountGreaterThan(5);
        var random = new Random(Seed);
        var series = Enumerable.Range(0, Stores).Select(s => KillPoint.Series(random, undisturbed.Walk, (Kills / Stores) + 1)).ToList();
        var log = new ConcurrentQueue<string>();

        Parallel.ForEach(series, new ParallelOptions { MaxDegreeOfParallelism = 2 }, points => KillAndResume(points, log));

        foreach (var line in log) output.WriteLine(line);
        log.Count(line => line.StartsWith("killed", StringComparison.Ordinal)).Should().BeGreaterThanOrEqualTo(Kills, "seed {0}", Seed);
        log.Should().Contain(line => line.Contains(" blocks kept", StringComparison.Ordinal), "some kills must fall between two blocks of one stage");
    }

    private void KillAndResume(IReadOnlyList<KillPoint> points, ConcurrentQueue<string> log)
    {
        using var host = new TinyHost();
        var store = Directory.CreateDirectory(host["store"]).FullName;
        var kept = Kept.In(store);
        foreach (var point in points)
        {
            var (killed, lines) = Victim.Run(host.Run(store, host["run"], Undisturbed.Clock), host.Root, undisturbed.PositionOf, point);
            var walk = new WalkLog(lines);
            var before = kept;
            Holds(walk, before);
            kept = Kept.In(store);
            foreach (var stage in walk.Stored.GroupBy(s => s)) Whole(stage.Key, kept).Should().BeGreaterThanOrEqualTo(Whole(stage.Key, before) + stage.Count(), "'{0}' was stored before the kill", stage.Key);
            foreach (var (id, block) in Blocks(walk, walk.Saved).Where(b => !kept.Stages.Contains(b.Id))) kept.Blocks.Should().Contain((id, block), "the block was stored before the kill");
            log.Enqueue($"{(killed ? "killed" : "ended")} at {undisturbed.Walk[point.Position]}, {point.FileEvents} file events and {point.Microseconds} us later: {kept.Stages.Count} stages{(kept.Blocks.Count > 0 ? $", {kept.Blocks.Count} blocks kept" : "")}");
        }

        var ended = TinyHost.Finish(host.Run(store, host["run"], Undisturbed.Clock));
        Holds(new WalkLog(ended.Out.Split('\n')), kept);
        Undisturbed.ResultsOf(host["run"]).Should().Equal(undisturbed.Results, ended.Error);
        new StoreCollector(new ArtifactStore(store), TimeProvider.System).Collect(undisturbed.Ids.SelectMany(s => s), TimeSpan.Zero, dryRun: false)
            .Where(g => !g.Why.StartsWith("a part of", StringComparison.Ordinal) && g.Why != "its process is dead").Should().BeEmpty("what a kill leaves behind is parts of stages that are whole, and half-written folders");
        Kept.In(store).Blocks.Should().BeEmpty("a whole stage needs no parts");
    }

    /// <summary>Nothing that was there before the process started was made by it.</summary>
    private void Holds(WalkLog walk, Kept before)
    {
        foreach (var stage in walk.Begun.GroupBy(s => s)) (stage.Count() + Whole(stage.Key, before)).Should().BeLessThanOrEqualTo(undisturbed.Ids[stage.Key].Count(), "'{0}' was whole", stage.Key);
        Blocks(walk, walk.Drawn).Where(before.Blocks.Contains).Should().BeEmpty("these blocks were stored");
    }

    private int Whole(string stage, Kept kept) => undisturbed.Ids[stage].Count(kept.Stages.Contains);

    private IEnumerable<(string Id, int Block)> Blocks(WalkLog walk, Func<string, IReadOnlySet<int>> which) =>
        undisturbed.Samplings.SelectMany(stage => which(stage).Select(block => (undisturbed.Ids[stage].Single(), block)));
}
