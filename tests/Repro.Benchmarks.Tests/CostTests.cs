namespace Repro.Benchmarks.Tests;

/// <summary>Counts by hand for a model of 2 layers, width 4 in 2 heads on 1 key/value head, MLP 6, vocabulary 10.</summary>
public sealed class CostTests
{
    private static readonly BenchShape Tiny = new()
    {
        Vocab = 10, Hidden = 4, Intermediate = 6, Layers = 2, Heads = 2, KeyValueHeads = 1,
        Batch = 3, Length = 2, Steps = 5, LoraBatch = 3, LoraLength = 2, LoraRank = 1, Prompt = 2, NewTokens = 2, Responses = 7,
    };

    [Fact]
    public void Weights_are_counted_by_matrix()
    {
        // q 16, k 8, v 8, o 16, gate 24, up 24, down 24 = 120 a layer
        Cost.Projections(Tiny).Should().Be(240);
        Cost.Head(Tiny).Should().Be(40);
    }

    [Fact]
    public void Qwen2_5_half_has_494_million_parameters_without_biases_and_norms() =>
        (Cost.Projections(BenchShape.Half) + Cost.Head(BenchShape.Half)).Should().Be(493_961_216);

    [Fact]
    public void Attention_is_causal()
    {
        // 1 + 2 keys, each a product with q and one with the weights, 2 * 4 operations each, 2 layers
        Cost.Attention(Tiny, 2).Should().Be((1 + 2) * 2 * (2 * 4) * 2);
    }

    [Fact]
    public void Training_everything_is_three_forward_passes()
    {
        var forward = (3 * 2 * 2 * (240 + 40)) + (3 * 96);
        Cost.Of(Work("train.full"), "f32").Should().Be(new Cost(5 * 3 * forward, 0));
    }

    [Fact]
    public void A_frozen_matrix_is_passed_twice_and_an_adapter_three_times()
    {
        // adapters of rank 1: q 8, k 6, v 6, o 8, gate 10, up 10, down 10 = 58 a layer; first block's q, k, v: 32 weights without backward
        const int tokens = 6;
        var flops = tokens * ((2 * 280) + (2 * (280 - 32)) + (3 * 2 * 116)) + (3 * 3 * 96);
        Cost.Of(Work("train.lora"), "bf16").Should().Be(new Cost(5 * flops, 0));
    }

    [Theory]
    [InlineData("f32", 4)]
    [InlineData("bf16", 2)]
    public void Generation_reads_the_weights_once_a_token_and_the_cache_of_every_row(string variant, int size)
    {
        // 8 rows; blocks read 2 + 1 tokens, the output matrix 2 times; before the two draws the cache holds 2 and 3 tokens of 2 + 2 numbers in 2 layers
        var flops = (8 * ((2 * 3 * 240) + (6 * 2 * 8 * 2))) + (8 * 2 * 2 * 40);
        var bytes = size * ((2 * 280) + (8 * (2 + 3) * 2 * (2 + 2)));
        Cost.Of(Work("generate.8"), variant).Should().Be(new Cost(flops, bytes));
        Cost.Of(Work("generate.8.hooks"), variant).Should().Be(new Cost(flops, bytes));
    }

    [Fact]
    public void Mean_diff_is_a_forward_pass_without_the_output_matrix() =>
        Cost.Of(Work("meandiff"), "f32").Should().Be(new Cost(7 * ((2 * 4 * 240) + (10 * 2 * 8 * 2)), 0));

    [Fact]
    public void A_call_has_no_ceiling() => Cost.Of(Work("op.add"), "f32").Should().BeNull();

    [Fact]
    public void The_ceiling_that_takes_longer_counts()
    {
        new Cost(2e9, 3e9).Seconds(gemm: 1, memory: 1).Should().Be(3);
        new Cost(2e9, 3e9).Seconds(gemm: 0.5, memory: 3).Should().Be(4);
    }

    private static Work Work(string name) => new(name, "tokens/s", ["f32"], Tiny);
}
