using Repro.Core;

namespace Repro.Benchmarks.Tests;

public sealed class WorksTests
{
    private static readonly BenchShape Tiny = new()
    {
        Vocab = 10, Hidden = 8, Intermediate = 12, Layers = 2, Heads = 2, KeyValueHeads = 1, Positions = 32,
        Batch = 3, Length = 4, Steps = 2, LoraBatch = 3, LoraLength = 5, LoraRank = 2, Prompt = 2, NewTokens = 3, Responses = 4, ResponseBatch = 2, Calls = 7,
    };

    [Fact]
    public void Names_are_unique_and_the_large_model_is_slow()
    {
        var works = Works.All(new BenchOptions());
        works.Select(w => w.Name).Should().OnlyHaveUniqueItems().And.Equal(
            "train.full", "train.lora", "generate.1", "generate.8", "generate.64", "generate.256",
            "generate.1.hooks", "generate.8.hooks", "generate.64.hooks", "generate.256.hooks", "meandiff", "op.add", "train.lora.500M", "generate.8.500M");
        works.Where(w => w.Slow).Select(w => w.Name).Should().Equal("train.lora.500M", "generate.8.500M");
    }

    [Theory]
    [InlineData("train.full", 2 * 3 * 4)]
    [InlineData("train.lora", 2 * 3 * 5)]
    [InlineData("generate.8", 8 * 3)]
    [InlineData("generate.8.hooks", 8 * 3)]
    [InlineData("meandiff", 4 * 5)]
    [InlineData("op.add", 7)]
    public void A_turn_does_the_units_that_its_shape_says(string name, int units)
    {
        foreach (var narrow in new[] { false, true })
        {
            foreach (var variant in new[] { "f32", "bf16" })
            {
                using var work = Works.Make(new Work(name, "tokens/s", [variant], Tiny with { NarrowWeights = narrow }), variant);
                work.Run().Should().Be(units, "{0} with narrow weights {1}", variant, narrow);
                work.Run().Should().Be(units, "the second time too");
            }
        }
    }
}
