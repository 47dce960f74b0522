using Repro.Core.Model;
using TorchSharp;
using static TorchSharp.torch;

namespace Repro.Core.Tests.Model;

public sealed class Qwen2Tests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Parameters_have_the_names_of_Hugging_Face()
    {
        using var model = new Qwen2(Tiny.Config with { NumLayers = 1 }, CPU);
        model.named_parameters().Select(p => p.Item1).Should().BeEquivalentTo(
            "model.embed_tokens.weight",
            "model.layers.0.input_layernorm.weight",
            "model.layers.0.self_attn.q_proj.weight", "model.layers.0.self_attn.q_proj.bias",
            "model.layers.0.self_attn.k_proj.weight", "model.layers.0.self_attn.k_proj.bias",
            "model.layers.0.self_attn.v_proj.weight", "model.layers.0.self_attn.v_proj.bias",
            "model.layers.0.self_attn.o_proj.weight",
            "model.layers.0.post_attention_layernorm.weight",
            "model.layers.0.mlp.gate_proj.weight", "model.layers.0.mlp.up_proj.weight", "model.layers.0.mlp.down_proj.weight",
            "model.norm.weight", "lm_head.weight");
    }

    [Fact]
    public void A_tied_model_has_no_output_projection_of_its_own()
    {
        using var model = new Qwen2(Tiny.Config with { TieWordEmbeddings = true }, CPU);
        model.named_parameters().Select(p => p.Item1).Should().NotContain("lm_head.weight");
        using var drawn = Tiny.Model(Tiny.Config with { TieWordEmbeddings = true });
        drawn.Forward(Tiny.Ids(2, 5)).shape.Should().Equal(2, 5, 61);
    }

    [Fact]
    public void The_last_logits_alone_are_the_last_of_all()
    {
        using var model = Tiny.Model();
        var all = model.Forward(Tiny.Ids(2, 9));
        var last = model.Forward(Tiny.Ids(2, 9), lastOnly: true);
        last.shape.Should().Equal(2, 1, 61);
        Tiny.Distance(last, all.narrow(1, 8, 1)).Should().BeLessThan(1e-5);
    }

    [Fact]
    public void A_token_does_not_see_later_ones()
    {
        using var model = Tiny.Model();
        var ids = Tiny.Ids(1, 40);
        var changed = ids.clone();
        changed[0, 20] = tensor((ids[0, 20].item<long>() + 1) % 61);
        var (a, b) = (model.Forward(ids), model.Forward(changed));
        Tiny.ShouldEqualBitForBit(a.narrow(1, 0, 20), b.narrow(1, 0, 20));
        Tiny.Distance(a.narrow(1, 20, 20), b.narrow(1, 20, 20)).Should().BeGreaterThan(0.01);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Padding_changes_nothing(bool left)
    {
        using var model = Tiny.Model();
        var ids = Tiny.Ids(1, 7);
        var pad = zeros([1, 4], ScalarType.Int64);
        var ones = torch.ones([1, 7], ScalarType.Int64);
        var padded = cat(left ? [pad, ids] : [ids, pad], 1);
        var mask = cat(left ? [pad, ones] : [ones, pad], 1);
        var logits = model.Forward(cat([padded, Tiny.Ids(1, 11)], 0), cat([mask, torch.ones([1, 11], ScalarType.Int64)], 0));
        Tiny.Distance(logits.narrow(0, 0, 1).narrow(1, left ? 4 : 0, 7), model.Forward(ids)).Should().BeLessThan(1e-5);
    }

    [Fact]
    public void Tokens_one_by_one_through_the_cache_give_the_logits_of_all_at_once()
    {
        using var model = Tiny.Model();
        using var quiet = no_grad();
        var ids = Tiny.Ids(3, 12);
        var mask = tensor(new long[] { 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 }, [3, 12]);
        var whole = model.Forward(ids, mask);
        using var cache = new KvCache(Tiny.Config, 3, 12, CPU);
        model.Forward(ids.narrow(1, 0, 5), mask.narrow(1, 0, 5), cache: cache);
        model.Forward(ids.narrow(1, 5, 2), cache: cache);
        for (var t = 7; t < 12; t++)
            Tiny.Distance(model.Forward(ids.narrow(1, t, 1), cache: cache), whole.narrow(1, t, 1)).Should().BeLessThan(2e-5);
        cache.Length.Should().Be(12);
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 37, 4)]
    [InlineData(3, 70, 1)]
    [InlineData(2, 33, 2)]
    public void Fused_kernels_agree_with_libtorchs_operators(int rows, int length, int keyHeads)
    {
        var config = Tiny.Config with { NumKeyValueHeads = keyHeads };
        using var fused = Tiny.Model(config);
        using var composed = Tiny.Model(config, ScalarType.Float64);
        var ids = Tiny.Ids(rows, length);
        var mask = torch.ones([rows, length], ScalarType.Int64);
        if (rows > 1) mask[1, 0] = tensor(0L);
        if (rows > 2) mask[2].narrow(0, length - 9, 9).zero_();
        var weight = Tiny.Gaussian(Repro.Core.Random.StreamKey.Of(9, "weight"), rows, length, 61) * mask.unsqueeze(2).to(ScalarType.Float32);
        var (a, b) = (fused.Forward(ids, mask), composed.Forward(ids, mask));
        Tiny.Distance(a * weight, b * weight).Should().BeLessThan(2e-4);
        (a * weight).sum().backward();
        (b * weight.to(ScalarType.Float64)).sum().backward();
        foreach (var ((name, p), (_, q)) in fused.named_parameters().Zip(composed.named_parameters()))
        {
            var scale = q.grad!.abs().max().item<double>();
            (Tiny.Distance(p.grad!, q.grad!) / Math.Max(scale, 0.1)).Should().BeLessThan(2e-5, name);
        }
    }

    [Fact]
    public void Bfloat16_products_stay_near_and_learn()
    {
        using var model = Tiny.Model();
        var ids = Tiny.Ids(2, 16);
        var exact = model.Forward(ids);
        exact.square().sum().backward();
        var weight = model.named_parameters().Single(p => p.Item1 == "model.layers.1.mlp.up_proj.weight").Item2;
        var gradient = weight.grad!.clone();
        weight.grad = null;
        model.Matmul = MatmulPrecision.BFloat16;
        var rounded = model.Forward(ids);
        rounded.dtype.Should().Be(ScalarType.Float32);
        Tiny.Distance(rounded, exact).Should().BeInRange(1e-4, exact.abs().max().item<float>() * 0.1);
        rounded.square().sum().backward();
        var cosine = (weight.grad! * gradient).sum() / (weight.grad!.norm() * gradient.norm());
        cosine.item<float>().Should().BeGreaterThan(0.98f);
    }

    [Theory]
    [InlineData(ScalarType.BFloat16, 0.1)]
    [InlineData(ScalarType.Float64, 1e-5)]
    public void A_model_of_another_type_agrees_with_an_adapter_too(ScalarType type, double tolerance)
    {
        using var model = Tiny.Model();
        using var other = Tiny.Model(dtype: type);
        using var adapter = Tiny.Adapter(Tiny.LoraEverywhere);
        using var one = adapter.Attach(model);
        using var two = adapter.Attach(other);
        var (expected, logits) = (model.Forward(Tiny.Ids(2, 9)), other.Forward(Tiny.Ids(2, 9)));
        logits.dtype.Should().Be(type == ScalarType.Float64 ? type : ScalarType.Float32);
        ((logits - expected).norm() / expected.norm()).ToSingle().Should().BeLessThan((float)tolerance);
    }

    [Fact]
    public void The_same_stream_draws_the_same_model_and_another_stream_another()
    {
        using var a = Tiny.Model();
        using var b = Tiny.Model();
        using var c = Tiny.Model(seed: 2);
        Tiny.ShouldEqualBitForBit(a.Forward(Tiny.Ids(1, 4)), b.Forward(Tiny.Ids(1, 4)));
        Tiny.Distance(a.Forward(Tiny.Ids(1, 4)), c.Forward(Tiny.Ids(1, 4))).Should().BeGreaterThan(0.1);
    }

    [Fact]
    public void Drawn_weights_have_the_deviation_asked_for()
    {
        using var model = Qwen2.Random(Tiny.Config, Repro.Core.Random.StreamKey.Of(1, "x"), 0.02, CPU);
        var named = model.named_parameters().ToDictionary(p => p.Item1, p => p.Item2.std().item<float>());
        named["model.embed_tokens.weight"].Should().BeApproximately(0.02f, 0.001f);
        named["model.layers.0.mlp.up_proj.weight"].Should().BeApproximately(0.02f, 0.001f);
        named["model.layers.0.mlp.down_proj.weight"].Should().BeApproximately(0.02f / MathF.Sqrt(6), 0.0005f);
    }

    [Fact]
    public void Ids_of_a_wrong_shape_are_refused()
    {
        using var model = Tiny.Model();
        model.Invoking(m => m.Forward(zeros(3, ScalarType.Int64))).Should().Throw<ArgumentException>()
            .WithMessage("Token ids must be int64 [batch, tokens], got Int64 [3]. Make one row per sequence.");
    }

    [Fact]
    public void A_sequence_beyond_the_positions_is_refused()
    {
        using var model = Tiny.Model();
        model.Invoking(m => m.Forward(Tiny.Ids(1, 257))).Should().Throw<ArgumentException>()
            .WithMessage("A sequence may have at most 256 tokens, got 257. Shorten it.");
    }

    [Fact]
    public void A_mask_with_a_gap_is_refused()
    {
        using var model = Tiny.Model();
        model.Invoking(m => m.Forward(Tiny.Ids(1, 3), tensor(new long[] { 1, 0, 1 }, [1, 3]))).Should().Throw<ArgumentException>()
            .WithMessage("The real tokens of a row must be one run without gaps, got row 0: 1 0 1. Pad on the left or on the right only.");
    }

    [Fact]
    public void A_mask_without_a_real_token_is_refused()
    {
        using var model = Tiny.Model();
        model.Invoking(m => m.Forward(Tiny.Ids(1, 2), tensor(new long[] { 0, 0 }, [1, 2]))).Should().Throw<ArgumentException>()
            .WithMessage("The real tokens of a row must be one run without gaps, got row 0: 0 0. Pad on the left or on the right only.");
    }

    [Fact]
    public void A_mask_of_another_shape_is_refused()
    {
        using var model = Tiny.Model();
        model.Invoking(m => m.Forward(Tiny.Ids(1, 3), torch.ones([1, 2], ScalarType.Int64))).Should().Throw<ArgumentException>()
            .WithMessage("The mask must have the shape of the ids, [1, 3], got [1, 2]. Give one 0 or 1 per token.");
    }
}
