using Repro.Core.Model;
using TorchSharp;
using static TorchSharp.torch;

namespace Repro.Core.Tests.Model;

public sealed class KvCacheTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Rows_that_leave_are_replaced_by_the_last_ones()
    {
        using var model = Tiny.Model();
        using var quiet = no_grad();
        using var cache = new KvCache(Tiny.Config, 5, 8, CPU);
        var ids = Tiny.Ids(5, 6);
        var whole = model.Forward(ids);
        model.Forward(ids.narrow(1, 0, 5), cache: cache);
        cache.Remove([false, true, false, true, false]);
        cache.Rows.Should().Equal(0, 4, 2);
        var step = model.Forward(ids.narrow(1, 5, 1).index_select(0, tensor(new long[] { 0, 4, 2 })), cache: cache);
        Tiny.Distance(step, whole.narrow(1, 5, 1).index_select(0, tensor(new long[] { 0, 4, 2 }))).Should().BeLessThan(2e-5);
    }

    [Fact]
    public void Misuse_is_refused()
    {
        using var model = Tiny.Model();
        using var cache = new KvCache(Tiny.Config, 2, 4, CPU);
        FluentActions.Invoking(() => new KvCache(Tiny.Config, 0, 4)).Should().Throw<ArgumentException>()
            .WithMessage("A cache must have at least one row and one token, got 0 rows of 4. Ask for the size of the batch.");
        cache.Invoking(c => c.Remove([true])).Should().Throw<ArgumentException>()
            .WithMessage("There must be one flag per live row (2), got 1. Follow the order of Rows.");
        model.Invoking(m => m.Forward(Tiny.Ids(1, 3), cache: cache)).Should().Throw<ArgumentException>()
            .WithMessage("A pass must have one row per live row of the cache (2), got 1. Remove finished rows from the cache first.");
        model.Invoking(m => m.Forward(Tiny.Ids(2, 5), cache: cache)).Should().Throw<ArgumentException>()
            .WithMessage("The cache holds at most 4 tokens a row, got 5. Make it larger.");
        var right = tensor(new long[] { 1, 0, 1, 1 }, [2, 2]);
        model.Invoking(m => m.Forward(Tiny.Ids(2, 2), right, cache: cache)).Should().Throw<ArgumentException>()
            .WithMessage("A cached prefix must end with a real token, got padding on the right. Pad on the left.");
        model.Forward(Tiny.Ids(2, 2), cache: cache);
        var left = tensor(new long[] { 0, 1, 1, 1 }, [2, 2]);
        model.Invoking(m => m.Forward(Tiny.Ids(2, 2), left, cache: cache)).Should().Throw<ArgumentException>()
            .WithMessage("Tokens that follow a cached prefix must be real, got a mask with zeros. Pad on the left, in the first pass only.");
    }

    [Fact]
    public void Rows_that_come_in_late_and_a_cache_moved_to_the_front_give_the_logits_of_a_whole_pass()
    {
        using var model = Tiny.Model();
        using var quiet = no_grad();
        var ids = Tiny.Ids(2, 9);
        using var first = new KvCache(Tiny.Config, 1, 3, CPU) { Names = [0] };
        using var second = new KvCache(Tiny.Config, 1, 5, CPU) { Names = [1] };
        using var cache = new KvCache(Tiny.Config, 2, 9, CPU) { Names = [] };
        model.Forward(ids.narrow(0, 0, 1).narrow(1, 0, 3), cache: first);
        cache.Admit(first, [0], [0]);
        for (var t = 3; t < 5; t++) model.Forward(ids.narrow(0, 0, 1).narrow(1, t, 1), cache: cache);
        model.Forward(ids.narrow(0, 1, 1).narrow(1, 0, 5), cache: second);
        cache.Admit(second, [0], [1]);
        cache.Length.Should().Be(5);
        cache.MakeRoom(4);
        cache.Length.Should().Be(5, "there is room for four");
        Tensor last = null!;
        for (var t = 5; t < 8; t++) last = model.Forward(ids.narrow(1, t, 1), cache: cache);
        Tiny.Distance(last, model.Forward(ids.narrow(1, 0, 8), lastOnly: true)).Should().BeLessThan(1e-4);
        cache.Remove([true, false]);
        cache.Admit(first, [0], [2]);
        cache.Length.Should().Be(8);
        cache.Remove([true, false]);
        cache.MakeRoom(2);
        cache.Length.Should().Be(3, "the last row has three tokens, and nothing stands before them");
        Tiny.Distance(model.Forward(ids.narrow(0, 0, 1).narrow(1, 3, 1), cache: cache), model.Forward(ids.narrow(0, 0, 1).narrow(1, 0, 4), lastOnly: true)).Should().BeLessThan(1e-4);
    }

    [Fact]
    public void More_rows_than_there_are_places_are_refused()
    {
        using var prefix = new KvCache(Tiny.Config, 1, 3, CPU);
        using var cache = new KvCache(Tiny.Config, 2, 9, CPU);
        FluentActions.Invoking(() => cache.Admit(prefix, [0], [7])).Should().Throw<ArgumentException>()
            .WithMessage("The cache holds at most 2 rows, got 2 + 1. Let finished rows leave first.");
    }
}
