using TorchSharp;
using static TorchSharp.torch;

namespace Repro.Compat.Tests;

public sealed class DisposalTests
{
    [Fact]
    public void A_scope_disposes_what_was_made_in_it_and_nothing_else()
    {
        using var before = zeros(2);
        Tensor inside, kept, far;
        using (var outer = NewDisposeScope())
        {
            using (var scope = NewDisposeScope())
            {
                inside = zeros(2);
                kept = scope.MoveToOuter(ones(2));
                far = ones(3).DetachFromDisposeScope();
                scope.DisposablesCount.Should().Be(1);
                CurrentDisposeScope.Should().BeSameAs(scope);
            }

            inside.IsInvalid.Should().BeTrue();
            kept.IsInvalid.Should().BeFalse();
            outer.Contains(kept).Should().BeTrue();
        }

        kept.IsInvalid.Should().BeTrue();
        far.IsInvalid.Should().BeFalse();
        before.IsInvalid.Should().BeFalse();
        far.Dispose();
    }

    [Fact]
    public void A_tensor_disposed_early_leaves_its_scope()
    {
        using var scope = NewDisposeScope();
        var first = zeros(1);
        var second = zeros(1);
        var third = zeros(1);
        first.Dispose();
        scope.DisposablesCount.Should().Be(2);
        scope.DisposablesView.Should().BeEquivalentTo(new[] { second, third }, o => o.ComparingByValue<Tensor>());
        second.Dispose();
        second.Dispose();
        scope.DisposeEverythingBut(third).IsInvalid.Should().BeFalse();
        scope.Attach(far(), far());
        scope.DisposablesCount.Should().Be(3);
        scope.DisposeEverything();
        scope.DisposablesCount.Should().Be(0);

        static Tensor far() => zeros(1).DetachFromDisposeScope();
    }

    [Fact]
    public void A_closed_scope_refuses_use_and_a_disposed_tensor_names_itself()
    {
        var scope = NewDisposeScope();
        var x = zeros(1);
        scope.Dispose();
        scope.Dispose();
        FluentActions.Invoking(() => scope.DisposablesCount).Should().Throw<ObjectDisposedException>();
        FluentActions.Invoking(() => x + 1).Should().Throw<InvalidOperationException>().WithMessage("Tensor invalid -- empty handle.");
    }

    [Fact]
    public void Scopes_belong_to_their_thread()
    {
        using var scope = NewDisposeScope();
        var thread = new Thread(() => CurrentDisposeScope.Should().BeNull());
        thread.Start();
        thread.Join();
        WrappedTensorDisposeScope(() => ones(2) + ones(2)).sum().ToSingle().Should().Be(4);
    }

    [Fact]
    public void Tensors_are_counted_and_the_finaliser_frees_forgotten_ones()
    {
        Collect();
        var before = Tensor.TotalCount;
        Forget();
        Tensor.TotalCount.Should().Be(before + 100);
        Collect();
        Tensor.TotalCount.Should().Be(before);

        static void Forget()
        {
            for (var i = 0; i < 100; i++)
            {
                _ = zeros(10);
            }
        }

        static void Collect()
        {
            for (var i = 0; i < 3; i++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
        }
    }

    [Fact]
    public void Memory_stays_level_over_many_scopes()
    {
        Round();
        var before = Environment.WorkingSet;
        for (var i = 0; i < 200; i++)
        {
            Round();
        }

        (Environment.WorkingSet - before).Should().BeLessThan(64L << 20);

        static void Round()
        {
            using var scope = NewDisposeScope();
            var x = zeros(1 << 18, requires_grad: true);
            ((x + 1) * 2).sum().backward();
        }
    }
}
