using Repro.Core.Lora;
using Repro.Core.Random;
using TorchSharp;
using static TorchSharp.torch;

namespace Repro.Core.Tests.Lora;

public sealed class LoraAdapterTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly Repro.Core.Model.Qwen2 model = Tiny.Model();
    private readonly Tensor ids = Tiny.Ids(2, 9);

    public static TheoryData<LoraConfig> Configs() => [Tiny.LoraOnDown, Tiny.LoraEverywhere, Tiny.LoraEverywhere with { UseRsLora = false, Gain = 0.5 }];

    public void Dispose()
    {
        model.Dispose();
        scope.Dispose();
    }

    [Theory]
    [MemberData(nameof(Configs))]
    public void Switched_off_it_is_the_base_bit_for_bit(LoraConfig config)
    {
        using var adapter = Tiny.Adapter(config);
        var before = model.Forward(ids);
        using (adapter.Attach(model))
        {
            model.Adapter.Should().BeSameAs(adapter);
            Tiny.Distance(model.Forward(ids), before).Should().BeGreaterThan(0.01);
        }

        model.Adapter.Should().BeNull();
        Tiny.ShouldEqualBitForBit(model.Forward(ids), before);
    }

    [Theory]
    [MemberData(nameof(Configs))]
    public void Merged_it_gives_the_same_logits(LoraConfig config)
    {
        using var adapter = Tiny.Adapter(config);
        var (before, attached) = (model.Forward(ids), Attached(adapter));
        var scale = attached.abs().max().item<float>();
        adapter.MergeInto(model);
        (Tiny.Distance(model.Forward(ids), attached) / scale).Should().BeLessThan(1e-5);
        adapter.UnmergeFrom(model);
        (Tiny.Distance(model.Forward(ids), before) / scale).Should().BeLessThan(1e-5);
    }

    [Fact]
    public void A_fresh_adapter_changes_nothing_and_has_a_uniform_A()
    {
        using var adapter = LoraAdapter.Create(Tiny.Config, Tiny.LoraEverywhere, StreamKey.Of(1, "fresh"), CPU);
        var before = model.Forward(ids);
        Tiny.Distance(Attached(adapter), before).Should().Be(0);
        adapter.Parameters.Should().HaveCount(2 * 7 * 3).And.OnlyContain(p => p.requires_grad);
        adapter.A(1, "down_proj").shape.Should().Equal(4, 72);
        adapter.B(1, "down_proj").shape.Should().Equal(48, 4);
        var a = Tiny.Floats(adapter.A(1, "down_proj"));
        a.Max(Math.Abs).Should().BeInRange(0.95f / MathF.Sqrt(72), 1 / MathF.Sqrt(72));
        a.Average().Should().BeApproximately(0, 0.02f);
    }

    [Fact]
    public void The_gain_multiplies_the_adapters_output()
    {
        using var adapter = Tiny.Adapter(Tiny.LoraOnDown with { Layers = [2] });
        using var doubled = adapter.WithGain(2);
        using var none = adapter.WithGain(0);
        Tensor Residual(LoraAdapter with)
        {
            using var attached = with.Attach(model);
            using var hooks = new Repro.Core.Hooking.Hooks(Tiny.Config);
            Tensor seen = null!;
            hooks.Capture("blocks.2.hook_mlp_out", x => seen = x.clone().DetachFromDisposeScope());
            model.Forward(ids, hooks: hooks);
            return seen;
        }

        using var zero = Residual(none);
        using var once = Residual(adapter);
        using var twice = Residual(doubled);
        Tiny.Distance(twice - zero, (once - zero) * 2).Should().BeLessThan(1e-4);
    }

    [Theory]
    [InlineData(16, 4, true, 1, 8)]
    [InlineData(16, 4, false, 1, 4)]
    [InlineData(64, 1, true, 0.5, 32)]
    public void Scale(double alpha, int rank, bool rsLora, double gain, double expected) =>
        new LoraConfig { Alpha = alpha, Rank = rank, UseRsLora = rsLora, Gain = gain, TargetModules = ["q_proj"] }.Scale.Should().Be(expected);

    [Fact]
    public void A_second_adapter_is_refused()
    {
        using var adapter = Tiny.Adapter(Tiny.LoraOnDown);
        using var attached = adapter.Attach(model);
        adapter.Invoking(a => a.Attach(model)).Should().Throw<InvalidOperationException>()
            .WithMessage("A model can have one adapter at a time, got a second. Dispose the scope of the first.");
    }

    [Fact]
    public void An_adapter_of_another_model_is_refused()
    {
        using var adapter = LoraAdapter.Create(Tiny.Config with { HiddenSize = 64 }, Tiny.LoraOnDown with { Layers = [2] }, StreamKey.Of(1, "other"), CPU);
        adapter.Invoking(a => a.Attach(model)).Should().Throw<ArgumentException>().WithMessage(
            "The adapter must have the shape of the model, got down_proj of layer 2 with 72 inputs and 64 outputs. Use an adapter that was trained on this model.");
    }

    [Fact]
    public void All_mistakes_of_a_configuration_are_listed_at_once() =>
        FluentActions.Invoking(() => LoraAdapter.Create(Tiny.Config, new LoraConfig { Rank = 0, Alpha = 0, TargetModules = ["fc1"], Layers = [3] }, StreamKey.Of(1, "x")))
            .Should().Throw<ArgumentException>().WithMessage(
                "The adapter's configuration is wrong: the rank must be at least 1, got 0; alpha must be a finite number other than 0, got 0; " +
                "target modules are q_proj, k_proj, v_proj, o_proj, gate_proj, up_proj, down_proj, got fc1; layers are 0 to 2, got 3. Correct these values.");

    [Fact]
    public void An_empty_configuration_is_refused() =>
        FluentActions.Invoking(() => LoraAdapter.Create(Tiny.Config, new LoraConfig { Rank = 1, Alpha = 1, TargetModules = [], Layers = [], Gain = double.NaN }, StreamKey.Of(1, "x")))
            .Should().Throw<ArgumentException>().WithMessage(
                "The adapter's configuration is wrong: the gain must be a finite number, got NaN; at least one target module is needed, got none; at least one layer is needed, got none. Correct these values.");

    [Fact]
    public void A_projection_without_matrices_is_refused()
    {
        using var adapter = Tiny.Adapter(Tiny.LoraOnDown);
        adapter.Invoking(a => a.A(1, "down_proj")).Should().Throw<ArgumentException>()
            .WithMessage("The adapter must have the projection asked for, got down_proj of layer 1. It has down_proj of layers 0, 2.");
    }

    [Fact]
    public void A_copy_with_another_B_answers_otherwise_and_leaves_the_adapter_as_it_was()
    {
        using var adapter = Tiny.Adapter(Tiny.LoraOnDown);
        var before = Attached(adapter);
        using (var same = adapter.WithB(2, "down_proj", adapter.B(2, "down_proj"))) Tiny.ShouldEqualBitForBit(Attached(same), before);
        using (var without = adapter.WithB(2, "down_proj", zeros_like(adapter.B(2, "down_proj"))))
        {
            Tiny.Distance(Attached(without), before).Should().BeGreaterThan(1e-3);
            without.B(0, "down_proj").Should().NotBeSameAs(adapter.B(0, "down_proj"));
        }

        Tiny.ShouldEqualBitForBit(Attached(adapter), before);
    }

    [Fact]
    public void A_new_B_of_another_shape_is_refused()
    {
        using var adapter = Tiny.Adapter(Tiny.LoraOnDown);
        adapter.Invoking(a => a.WithB(2, "down_proj", zeros(3, 1))).Should().Throw<ArgumentException>()
            .WithMessage($"A new B must have the shape of the old one, [{string.Join(", ", adapter.B(2, "down_proj").shape)}], got [3, 1]. Give [outputs, rank].");
    }

    private Tensor Attached(LoraAdapter adapter)
    {
        using var attached = adapter.Attach(model);
        return model.Forward(ids);
    }
}
