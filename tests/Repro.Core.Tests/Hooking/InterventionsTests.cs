using Repro.Core.Hooking;
using Repro.Core.Random;
using TorchSharp;
using static TorchSharp.torch;

namespace Repro.Core.Tests.Hooking;

public sealed class InterventionsTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly Repro.Core.Model.Qwen2 model = Tiny.Model();
    private readonly Tensor ids = Tiny.Ids(2, 6);
    private readonly Tensor direction = Tiny.Gaussian(StreamKey.Of(4, "direction"), 48);

    public void Dispose()
    {
        model.Dispose();
        scope.Dispose();
    }

    [Fact]
    public void Steering_by_zero_is_the_baseline_bit_for_bit() => Tiny.ShouldEqualBitForBit(With(Interventions.Steer(direction, 0)), model.Forward(ids));

    [Fact]
    public void Steering_there_and_back_is_the_baseline() =>
        Tiny.Distance(With(Interventions.Steer(direction, 1), Interventions.Steer(direction, -1)), model.Forward(ids)).Should().BeLessThan(1e-4);

    [Fact]
    public void Steering_changes_the_output() => Tiny.Distance(With(Interventions.Steer(direction, 1)), model.Forward(ids)).Should().BeGreaterThan(0.01);

    [Fact]
    public void Steering_adds_the_direction()
    {
        var x = Tiny.Gaussian(StreamKey.Of(5, "x"), 2, 3, 48);
        Tiny.Distance(Interventions.Steer(direction, 2.5)(x), x + (direction * 2.5)).Should().Be(0);
    }

    [Fact]
    public void Ablating_twice_is_ablating_once() =>
        Tiny.Distance(With(Interventions.Ablate(direction), Interventions.Ablate(direction)), With(Interventions.Ablate(direction))).Should().BeLessThan(1e-5);

    [Fact]
    public void Ablating_leaves_nothing_along_the_direction_and_everything_across_it()
    {
        var x = Tiny.Gaussian(StreamKey.Of(5, "x"), 2, 3, 48);
        var y = Interventions.Ablate(direction * 7)(x);
        (y * direction).sum(-1).abs().max().item<float>().Should().BeLessThan(1e-4f);
        var across = Interventions.Ablate(direction)(Tiny.Gaussian(StreamKey.Of(6, "across"), 48));
        (y * across).sum(-1).sub((x * across).sum(-1)).abs().max().item<float>().Should().BeLessThan(1e-4f);
    }

    [Fact]
    public void A_direction_that_is_none_is_refused()
    {
        FluentActions.Invoking(() => Interventions.Ablate(zeros(48))).Should().Throw<ArgumentException>()
            .WithMessage("A direction to ablate must have a finite length above 0, got 0. Give the direction before any scaling by zero.");
        FluentActions.Invoking(() => Interventions.Steer(zeros(2, 48), 1)).Should().Throw<ArgumentException>()
            .WithMessage("A direction must have one axis, got [2, 48]. Give one vector of the model's width.");
    }

    private Tensor With(params Func<Tensor, Tensor>[] edits)
    {
        using var hooks = new Hooks(Tiny.Config);
        foreach (var edit in edits) hooks.Add("blocks.1.hook_resid_post", (x, _) => edit(x));
        return model.Forward(ids, hooks: hooks);
    }
}
