using Repro.Claims;
using Repro.Evidence.Store;

namespace Repro.Evidence.Tests.Store;

public sealed class StoreCollectorTests : IDisposable
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    private readonly TempFolder folder = new();
    private readonly ArtifactStore store;
    private readonly StoreCollector collector;

    public StoreCollectorTests()
    {
        store = new ArtifactStore(folder["store"]);
        collector = new StoreCollector(store, TimeProvider.System);
    }

    public void Dispose() => folder.Dispose();

    private Artifact Make(int number, params string[] inputs)
    {
        var key = Keys.Numbered(number) with { Inputs = inputs };
        return store.Create(key, w => w.WriteText("a", key.Spec));
    }

    private static void Age(Artifact artifact, int days) => File.SetLastWriteTimeUtc(Path.Combine(artifact.Folder, "manifest.json"), TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-days));

    private string[] Ids() => [.. store.List().Select(a => a.Id)];

    [Fact]
    public void What_a_run_needs_stays_with_all_that_it_follows_from_and_the_rest_goes()
    {
        var input = Make(1);
        var middle = Make(2, input.Id);
        var top = Make(3, middle.Id, new string('f', 64));
        var other = Make(4, input.Id);

        var gone = collector.Collect([top.Id], TimeSpan.Zero, dryRun: false);

        gone.Should().Equal(new Garbage($"{other.Id[..2]}/{other.Id}", "numbers", "no run and no pin needs it", gone[0].Size));
        Ids().Should().BeEquivalentTo(input.Id, middle.Id, top.Id);
    }

    [Fact]
    public void A_pin_keeps_what_no_run_needs()
    {
        var input = Make(1);
        var top = Make(2, input.Id);
        new StorePins(store).Add(top.Id);

        collector.Collect([], TimeSpan.Zero, dryRun: false).Should().BeEmpty();
        new StorePins(store).Remove(top.Id);
        collector.Collect([], TimeSpan.Zero, dryRun: false).Should().HaveCount(2);
    }

    [Fact]
    public void What_is_young_stays()
    {
        Age(Make(1), 8);
        var young = Make(2);

        collector.Collect([], Week, dryRun: false).Should().ContainSingle();
        Ids().Should().Equal(young.Id);
    }

    [Fact]
    public void A_dry_run_names_the_same_and_removes_nothing()
    {
        Make(1);

        collector.Collect([], TimeSpan.Zero, dryRun: true).Should().ContainSingle();
        Ids().Should().ContainSingle();
    }

    [Fact]
    public void Parts_go_when_their_stage_is_whole_and_stay_while_it_is_not()
    {
        var whole = Keys.Numbered(1);
        new ArtifactParts(store, whole).Save(3, w => w.WriteText("half", "x"));
        collector.Collect([], Week, dryRun: false).Should().BeEmpty("a run that goes on needs it");

        Make(1);
        collector.Collect([whole.Id], Week, dryRun: false).Select(g => (g.What, g.Why)).Should().Equal(("numbers.part", $"a part of {whole.Id[..12]}, which is whole"));
        Ids().Should().Equal(whole.Id);
    }

    [Fact]
    public void The_leavings_of_a_dead_process_go_and_those_of_a_living_one_stay()
    {
        var (dead, living) = (Keys.Numbered(1), Keys.Numbered(2));
        foreach (var key in (StageKey[])[dead, living]) Directory.CreateDirectory(Path.Combine(store.Root, "tmp", key.Id));
        using (store.Reserve(living, waiting: null, CancellationToken.None))
        {
            collector.Collect([], Week, dryRun: false).Should().Equal(new Garbage($"tmp/{dead.Id}", "half-written", "its process is dead", 0));
        }

        Directory.Exists(Path.Combine(store.Root, "tmp", living.Id)).Should().BeTrue();
    }

    [Fact]
    public void What_was_set_aside_goes_when_it_is_old_and_so_does_a_damaged_artifact()
    {
        var damaged = Make(1);
        File.Delete(damaged.PathOf("a"));
        Age(damaged, 8);
        var aside = Path.Combine(store.Root, "broken", "old.1");
        Directory.CreateDirectory(aside);
        Directory.SetLastWriteTimeUtc(aside, TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-8));
        Directory.CreateDirectory(Path.Combine(store.Root, "broken", "new.1"));

        collector.Collect([], Week, dryRun: false).Select(g => (g.What, g.Why)).Should().BeEquivalentTo([("numbers", "damaged: a is missing"), ("set aside", "it was damaged, and made again")]);
        Directory.EnumerateDirectories(Path.Combine(store.Root, "broken")).Should().ContainSingle(f => f.EndsWith("new.1"));
    }

    [Fact]
    public void A_store_that_a_run_works_on_is_left_alone()
    {
        Make(1);
        using (store.Use())
        {
            using var second = store.Use();
            var act = () => collector.Collect([], TimeSpan.Zero, dryRun: true);
            act.Should().Throw<InputException>().WithMessage($"A store is cleared up while no run works on it, and one works on {store.Root}. Wait for it to end, then run the same command again.");
        }

        collector.Collect([], TimeSpan.Zero, dryRun: false).Should().ContainSingle();
    }

    [Fact]
    public void A_store_that_is_not_there_holds_no_garbage() => collector.Collect([], TimeSpan.Zero, dryRun: false).Should().BeEmpty();

    [Fact]
    public void Only_a_pin_that_is_there_comes_off()
    {
        var act = () => new StorePins(store).Remove(new string('a', 64));

        act.Should().Throw<InputException>().WithMessage("A pin is taken off an artifact that has one; aaaaaaaaaaaa has none. './repro store ls' marks the pinned ones.");
    }
}
