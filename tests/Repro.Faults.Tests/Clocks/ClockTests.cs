using Repro.Evidence.Runs;
using Repro.Faults.Tests.Host;
using Repro.Faults.Tests.Kills;

namespace Repro.Faults.Tests.Clocks;

/// <summary>A clock that goes backwards while a run goes on, and one that was set back after it.</summary>
[Collection(RunsCollection.Name)]
public sealed class ClockTests(Undisturbed undisturbed) : IDisposable
{
    private readonly TinyHost host = new();

    public void Dispose() => host.Dispose();

    [Fact]
    public void A_run_under_a_clock_that_goes_backwards_ends_as_any_other_and_no_time_is_negative()
    {
        var ended = TinyHost.Finish(host.Run(host["store"], host["run"], clock: -50));

        ended.Error.Should().BeEmpty();
        Undisturbed.ResultsOf(host["run"]).Should().Equal(undisturbed.Results);
        var run = StoredRun.Open(host["run"]);
        run.Claims.Finished.Should().BeOnOrAfter(run.Claims.Started);
        run.Manifest.Provenance.Finished.Should().BeOnOrAfter(run.Manifest.Provenance.Started!.Value);
        run.Manifest.Provenance.Stages.Should().OnlyContain(stage => stage.Seconds >= 0);
        ended.Out.Should().NotMatchRegex(@"-\d+:\d\d|NaN|∞");
        File.ReadAllText(Path.Combine(host["run"], "report.html")).Should().MatchRegex(@"<dt>Took</dt><dd>0[ .]");
    }

    [Fact]
    public void Artifacts_and_locks_from_the_future_are_reused_and_taken()
    {
        var store = host["store"];
        Disks.DiskTests.Copy(undisturbed.Host["store"], store);
        var future = DateTime.UtcNow.AddYears(20);
        foreach (var file in Directory.EnumerateFiles(store, "*", SearchOption.AllDirectories)) File.SetLastWriteTimeUtc(file, future);

        var ended = TinyHost.Finish(host.Run(store, host["run"]));
        WalkEvent.Of(ended.Out.Split('\n')).Should().BeEmpty();
        Undisturbed.ResultsOf(host["run"]).Should().Equal(undisturbed.Results, ended.Error);

        TinyHost.Finish(host.Command(1, "store", "ls", "--store", store)).Out.Should().Contain(" 0 min ").And.NotMatchRegex(@" -\d+ (min|h|days)");
        TinyHost.Finish(host.Command(1, "store", "gc", "--store", store, "--older-than", "1")).Code.Should().Be(0);
        Kept.In(store).Stages.Should().HaveCount(undisturbed.Ids.Sum(s => s.Count()), "what is younger than a day, whatever the clock says, stays");
    }
}
