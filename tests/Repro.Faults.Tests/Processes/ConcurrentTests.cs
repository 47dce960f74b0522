using Repro.Faults.Tests.Host;
using Repro.Faults.Tests.Kills;

namespace Repro.Faults.Tests.Processes;

/// <summary>Two whole runs at once on one store, as processes.</summary>
[Collection(RunsCollection.Name)]
public sealed class ConcurrentTests(Undisturbed undisturbed) : IDisposable
{
    private readonly TinyHost host = new();

    public void Dispose() => host.Dispose();

    [Fact]
    public async Task Two_runs_at_once_make_every_stage_once_between_them_and_end_with_equal_results()
    {
        var store = host["store"];
        var ends = await Task.WhenAll(
            Task.Run(() => TinyHost.Finish(host.Run(store, host["first"]))),
            Task.Run(() => TinyHost.Finish(host.Run(store, host["second"]))));

        ends.Select(end => end.Error).Should().AllBe("");
        Undisturbed.ResultsOf(host["first"]).Should().Equal(undisturbed.Results);
        Undisturbed.ResultsOf(host["second"]).Should().Equal(undisturbed.Results);
        ends.SelectMany(end => new WalkLog(end.Out.Split('\n')).Begun).Should().BeEquivalentTo(undisturbed.Ids.SelectMany(s => s.Select(_ => s.Key)), "nothing is computed twice");
        Kept.In(store).Stages.Should().BeEquivalentTo(undisturbed.Ids.SelectMany(s => s));
    }
}
