using Repro.Evidence.Store;
using Repro.Faults.Tests.Host;
using Repro.Faults.Tests.Kills;

namespace Repro.Faults.Tests.Disks;

/// <summary>A disk that is full, and one that may not be written: one sentence, exit code 2, and the same command goes on once there is space.</summary>
[Collection(RunsCollection.Name)]
public sealed class DiskTests(Undisturbed undisturbed) : IDisposable
{
    private const string ReadOnly = "mount --bind \"$D\" \"$D\" && mount -o remount,ro,bind \"$D\"";
    private readonly TinyHost host = new();

    public void Dispose() => host.Dispose();

    [SkippableTheory]
    [InlineData("2m")] // some of the base model's training
    [InlineData("5m")] // some of the organisms and their answers
    public void A_full_disk_under_the_store_is_one_sentence_and_the_run_goes_on_with_space(string size)
    {
        Skip.If(Mount.Refusal is not null, Mount.Refusal);
        var store = Directory.CreateDirectory(host["disk/store"]).FullName;
        var kept = host["kept"];

        var ended = TinyHost.Finish(Mount.Under(host["disk"], $"mount -t tmpfs -o size={size} tmpfs \"$D\" && mkdir \"$D/store\"", host.Run(store, host["run"]), $"cp -r \"$D/store\" '{kept}';"));

        ended.Code.Should().Be(2, ended.Error);
        ended.Error.Should().Be($"The disk is full: could not write {store}. Nothing half-written was left. Free some space, or name another place with --store or --out, and run the same command again.\n");
        Directory.Exists(host["run"]).Should().BeFalse();
        Directory.EnumerateFileSystemEntries(Path.Combine(kept, "tmp")).Should().BeEmpty("nothing half-written is left");
        var before = Kept.In(kept);

        var again = TinyHost.Finish(host.Run(kept, host["run"]));
        var walk = new WalkLog(again.Out.Split('\n'));
        walk.Begun.Should().HaveCount(undisturbed.Ids.Sum(stage => stage.Count()) - before.Stages.Count, "what was stored before the disk was full is not made again");
        Undisturbed.ResultsOf(host["run"]).Should().Equal(undisturbed.Results);
    }

    [SkippableFact]
    public void A_full_disk_under_the_run_leaves_no_half_of_it()
    {
        Skip.If(Mount.Refusal is not null, Mount.Refusal);
        var runs = Directory.CreateDirectory(host["disk"]).FullName;
        var place = Path.Combine(runs, "run");

        var ended = TinyHost.Finish(Mount.Under(runs, "mount -t tmpfs -o size=64k tmpfs \"$D\"", host.Run(undisturbed.Host["store"], place), $"ls -A \"$D\" > '{host["left"]}';"));

        ended.Code.Should().Be(2, ended.Error);
        ended.Error.Should().Be($"The disk is full: could not write {place}. Nothing half-written was left. Free some space, or name another place with --store or --out, and run the same command again.\n");
        File.ReadAllText(host["left"]).Should().BeEmpty();
    }

    [SkippableFact]
    public void A_store_that_may_not_be_written_is_one_sentence()
    {
        Skip.If(Mount.Refusal is not null, Mount.Refusal);
        var store = Directory.CreateDirectory(host["store"]).FullName;

        var ended = TinyHost.Finish(Mount.Under(store, ReadOnly, host.Run(store, host["run"])));

        ended.Code.Should().Be(2, ended.Error);
        ended.Error.Should().MatchRegex($"^{store} may not be written \\([^)]+\\)\\. Make it writable, or name another place with --store or --out\\.\n$");
        Directory.EnumerateFileSystemEntries(store).Should().BeEmpty();
        Directory.Exists(host["run"]).Should().BeFalse();
    }

    [SkippableFact]
    public void A_whole_store_that_may_not_be_written_still_answers()
    {
        Skip.If(Mount.Refusal is not null, Mount.Refusal);
        var store = undisturbed.Host["store"];

        var ended = TinyHost.Finish(Mount.Under(store, ReadOnly, host.Run(store, host["run"])));

        WalkEvent.Of(ended.Out.Split('\n')).Should().BeEmpty();
        Undisturbed.ResultsOf(host["run"]).Should().Equal(undisturbed.Results, ended.Error);
    }

    [SkippableFact]
    public void A_store_that_became_read_only_halfway_keeps_what_it_has()
    {
        Skip.If(Mount.Refusal is not null, Mount.Refusal);
        var store = host["store"];
        Copy(undisturbed.Host["store"], store);
        var last = undisturbed.Ids["collect scores"].Single();
        Directory.Delete(Path.Combine(store, last[..2], last), recursive: true);
        var before = Kept.In(store);

        var ended = TinyHost.Finish(Mount.Under(store, ReadOnly, host.Run(store, host["run"])));

        ended.Code.Should().Be(2, ended.Error);
        ended.Error.Should().MatchRegex($"^{store} may not be written \\([^)]+\\)\\. Make it writable, or name another place with --store or --out\\.\n$");
        Kept.In(store).Stages.Should().BeEquivalentTo(before.Stages);
    }

    internal static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var place = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            File.Copy(file, place);
        }
    }
}
