using Repro.Evidence.Store;

namespace Repro.Evidence.Tests.Store;

public sealed class StageReservationTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly ArtifactStore store;
    private readonly StageKey key = Keys.Numbered(1);

    public StageReservationTests() => store = new ArtifactStore(folder["store"]);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_held_stage_is_empty_until_it_is_made()
    {
        using var held = store.Reserve(key, waiting: null, CancellationToken.None);

        held.Find().Should().BeNull();
        held.Create(w => w.WriteText("a", "x")).Reused.Should().BeFalse();
        held.Find()!.Reused.Should().BeTrue();
    }

    [Fact]
    public async Task Who_comes_second_says_once_that_it_waits_and_finds_what_the_first_made()
    {
        var waits = 0;
        var waiting = new TaskCompletionSource();
        var first = store.Reserve(key, waiting: null, CancellationToken.None);
        var second = Task.Run(() =>
        {
            using var held = store.Reserve(key, () => { waits++; waiting.SetResult(); }, CancellationToken.None);
            return held.Find();
        });
        await waiting.Task;
        first.Create(w => w.WriteText("a", "x"));
        first.Dispose();

        (await second)!.Id.Should().Be(key.Id);
        waits.Should().Be(1);
    }

    [Fact]
    public async Task Ctrl_C_ends_the_waiting()
    {
        using var stop = new CancellationTokenSource();
        using var first = store.Reserve(key, waiting: null, CancellationToken.None);
        var second = Task.Run(() => store.Reserve(key, stop.Cancel, stop.Token));

        await FluentActions.Awaiting(() => second).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public void Another_stage_is_free_meanwhile()
    {
        using var first = store.Reserve(key, waiting: null, CancellationToken.None);
        store.Create(Keys.Numbered(2), w => w.WriteText("a", "x")).Reused.Should().BeFalse();
    }
}
