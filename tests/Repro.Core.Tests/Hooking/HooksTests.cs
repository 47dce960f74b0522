using Repro.Core.Hooking;
using TorchSharp;
using static TorchSharp.torch;

namespace Repro.Core.Tests.Hooking;

public sealed class HooksTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly Repro.Core.Model.Qwen2 model = Tiny.Model();
    private readonly Hooks hooks = new(Tiny.Config);
    private readonly Tensor ids = Tiny.Ids(2, 6);

    public static TheoryData<string> Names()
    {
        using var all = new Hooks(Tiny.Config with { NumLayers = 1 });
        return [.. all.Names];
    }

    public void Dispose()
    {
        hooks.Dispose();
        model.Dispose();
        scope.Dispose();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_hook_that_fires_changes_the_output(string name)
    {
        using var adapter = Tiny.Adapter(Tiny.LoraOnDown);
        using var attached = adapter.Attach(model);
        var before = model.Forward(ids);
        var fired = 0;
        using (hooks.Add(name, (x, _) =>
        {
            fired++;
            return x * 1.5 + 0.25;
        }))
        {
            Tiny.Distance(model.Forward(ids, hooks: hooks), before).Should().BeGreaterThan(1e-3);
        }

        fired.Should().Be(1);
        Tiny.ShouldEqualBitForBit(model.Forward(ids, hooks: hooks), before);
    }

    [Theory]
    [InlineData("hook_embed", 48)]
    [InlineData("blocks.1.hook_resid_pre", 48)]
    [InlineData("blocks.1.mlp.hook_pre", 72)]
    [InlineData("blocks.1.mlp.hook_post", 72)]
    [InlineData("ln_final.hook_normalized", 48)]
    public void Captured_tensors_have_the_shape_of_the_intermediate(string name, long width)
    {
        long[] shape = [];
        using var hook = hooks.Capture(name, x => shape = x.shape);
        model.Forward(ids, hooks: hooks);
        shape.Should().Equal(2, 6, width);
    }

    [Fact]
    public void Residuals_add_up()
    {
        var seen = new Dictionary<string, Tensor>();
        foreach (var name in new[] { "hook_resid_pre", "hook_attn_out", "hook_resid_mid", "hook_mlp_out", "hook_resid_post" })
            hooks.Capture($"blocks.1.{name}", x => seen[name] = x.clone().DetachFromDisposeScope());
        hooks.Capture("blocks.2.hook_resid_pre", x => seen["next"] = x.clone().DetachFromDisposeScope());
        model.Forward(ids, hooks: hooks);
        Tiny.ShouldEqualBitForBit(seen["hook_resid_mid"], seen["hook_resid_pre"] + seen["hook_attn_out"]);
        Tiny.ShouldEqualBitForBit(seen["hook_resid_post"], seen["hook_resid_mid"] + seen["hook_mlp_out"]);
        Tiny.ShouldEqualBitForBit(seen["next"], seen["hook_resid_post"]);
        foreach (var tensor in seen.Values) tensor.Dispose();
    }

    [Fact]
    public void The_lora_scalar_of_a_rank_one_adapter_is_A_times_the_input()
    {
        using var adapter = Tiny.Adapter(Tiny.LoraOnDown);
        using var attached = adapter.Attach(model);
        float[] scalar = [], post = [];
        using var one = hooks.Capture("blocks.2.mlp.down.hook_lora_scalar", x => scalar = Tiny.Floats(x));
        using var two = hooks.Capture("blocks.2.mlp.hook_post", x => post = Tiny.Floats(x));
        model.Forward(ids, hooks: hooks);
        var a = Tiny.Floats(adapter.A(2, "down_proj"));
        scalar.Should().HaveCount(12);
        for (var token = 0; token < 12; token++)
            scalar[token].Should().BeApproximately(a.Select((w, i) => w * post[(token * 72) + i]).Sum(), 1e-4f);
    }

    [Fact]
    public void The_context_tells_where_the_hook_is()
    {
        HookContext? context = null;
        using var hook = hooks.Add("blocks.2.hook_resid_mid", (x, c) =>
        {
            context = c;
            return x;
        });
        model.Forward(ids, tensor(new long[] { 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0 }, [2, 6]), hooks);
        context!.Name.Should().Be("blocks.2.hook_resid_mid");
        context.Layer.Should().Be(2);
        context.Past.Should().Be(0);
        context.Rows.Should().Equal(0, 1);
        context.Start.Should().Equal(2, 0);
        context.End.Should().Equal(6, 5);
    }

    [Fact]
    public void An_unknown_name_is_refused_with_near_ones() =>
        hooks.Invoking(h => h.Add("blocks.1.hook_resid_pst", (x, _) => x)).Should().Throw<ArgumentException>().WithMessage(
            "There is no intermediate named 'blocks.1.hook_resid_pst'. Near names: blocks.1.hook_resid_post, blocks.0.hook_resid_post, blocks.1.hook_resid_pre, blocks.2.hook_resid_post, blocks.0.hook_resid_pre.");

    [Fact]
    public void A_hook_that_changes_the_shape_is_refused()
    {
        hooks.Add("hook_embed", (x, _) => x.narrow(1, 0, 2));
        model.Invoking(m => m.Forward(ids, hooks: hooks)).Should().Throw<ArgumentException>()
            .WithMessage("A hook must return a tensor of the shape it was given, [2, 6, 48], got [2, 2, 48] at hook_embed. Keep all axes.");
    }
}
