using Repro.Core.Lora;
using Repro.Core.Model;
using Repro.Core.Planning;
using Xunit.Abstractions;

namespace Repro.Core.Tests.Planning;

public sealed class MemoryPlanTests(ITestOutputHelper output)
{
    private const double Tolerance = 0.1;

    private static readonly Qwen2Config Half = new()
    {
        VocabSize = 151936, HiddenSize = 896, IntermediateSize = 4864, NumLayers = 24, NumHeads = 14, NumKeyValueHeads = 2, TieWordEmbeddings = true,
    };

    private static readonly Qwen2Config Fourteen = new()
    {
        VocabSize = 152064, HiddenSize = 5120, IntermediateSize = 13824, NumLayers = 48, NumHeads = 40, NumKeyValueHeads = 8,
    };

    private static readonly LoraConfig Down = new() { Rank = 1, Alpha = 64, TargetModules = ["down_proj"], Layers = [1, 2] };

    private static readonly LoraConfig Everywhere = new() { Rank = 32, Alpha = 64, TargetModules = LoraConfig.AllModules };

    [Fact]
    public void Parameters_are_those_of_the_published_models()
    {
        MemoryPlan.Parameters(Half).Should().Be(494_032_768); // Qwen2.5-0.5B
        MemoryPlan.Parameters(Fourteen).Should().Be(14_770_033_664); // Qwen2.5-14B
        MemoryPlan.Parameters(Fourteen, Everywhere).Should().Be(137_625_600); // P2: rank 32 on 336 matrices
        MemoryPlan.Parameters(Fourteen, Down with { Layers = [15, 16, 17, 21, 22, 23, 27, 28, 29] }).Should().Be(9 * (5120 + 13824));
    }

    [Fact]
    public void Parameters_are_those_of_a_model_and_an_adapter_made_here()
    {
        using var model = Tiny.Model();
        using var adapter = Tiny.Adapter(Tiny.LoraEverywhere);
        MemoryPlan.Parameters(Tiny.Config).Should().Be(model.parameters().Sum(p => p.numel()));
        MemoryPlan.Parameters(Tiny.Config, Tiny.LoraEverywhere).Should().Be(adapter.Parameters.Sum(p => p.numel()));
    }

    /// <summary>Shapes other than those that the counts were taken from.</summary>
    [SkippableTheory]
    [InlineData(false, false, 3, 640, 1, 30000)] // the loss is the peak
    [InlineData(false, false, 4, 700, 1, 500)] // a block is
    [InlineData(false, true, 4, 600, 2, 500)]
    [InlineData(true, true, 2, 400, 2, 500)]
    [InlineData(true, false, 1, 300, 1, 60000)]
    public void The_plan_is_within_a_tenth_of_what_a_process_holds(bool cuda, bool everywhere, int rows, int tokens, int accumulation, int vocabulary)
    {
        Skip.IfNot(MemoryProbe.Works, "the peak of a process is read from /proc");
        var load = new MemoryLoad
        {
            Model = Half with { VocabSize = vocabulary, HiddenSize = 1152, IntermediateSize = 3584, NumLayers = 4, NumHeads = 18 },
            Lora = everywhere ? Everywhere : Down,
            Cuda = cuda, // libtorch's operators and bfloat16, here on the CPU
            Rows = rows,
            Tokens = tokens,
            Accumulation = accumulation,
            Slots = 200,
            Prompts = 8,
            Refilled = false,
            PromptTokens = 60,
            NewTokens = 12,
        };
        var plan = new MemoryPlan(load);
        Close("training", plan.Training, MemoryProbe.Measure(load, training: true));
        // On CUDA tokens are drawn on the device, in float64: with many words another peak than the CPU's.
        if (!cuda || vocabulary < 1000) Close("sampling", plan.Sampling, MemoryProbe.Measure(load, training: false));

        void Close(string what, IReadOnlyList<MemoryPart> parts, long measured)
        {
            var planned = parts.Sum(part => part.Bytes);
            output.WriteLine($"{what}: planned {planned / 1e6:F0} MB, measured {measured / 1e6:F0} MB; {string.Join("; ", parts.Select(part => $"{part.What} {part.Bytes / 1e6:F0}"))}");
            ((double)planned / measured).Should().BeInRange(1 - Tolerance, 1 + Tolerance, what);
        }
    }

    [Fact]
    public void The_peak_is_the_larger_of_training_and_sampling()
    {
        var load = new MemoryLoad { Model = Fourteen, Lora = Everywhere, Cuda = true, Rows = 2, Tokens = 600, Accumulation = 8, Slots = 1, Prompts = 1, PromptTokens = 50, NewTokens = 600 };
        var training = new MemoryPlan(load);
        training.Peak.Should().Be(training.Training.Sum(p => p.Bytes));
        var sampling = new MemoryPlan(load with { Slots = 400, Prompts = 8 });
        sampling.Peak.Should().Be(sampling.Sampling.Sum(p => p.Bytes)).And.BeGreaterThan(training.Peak);
    }

    [Fact]
    public void Every_wrong_value_is_named() =>
        FluentActions.Invoking(() => new MemoryPlan(new MemoryLoad { Model = Half, Lora = Everywhere, Cuda = true, Rows = 0, Tokens = 40000, Accumulation = 0, Slots = 0, Prompts = 0, PromptTokens = 1, NewTokens = 32768 }))
            .Should().Throw<ArgumentException>().WithMessage(
                "The plan is wrong: the number of turns of a micro-batch must be at least 1, got 0; the number of micro-batches must be at least 1, got 0; the number of slots must be at least 1, got 0; " +
                "the number of prompts must be at least 1, got 0; a turn may have at most 32768 tokens, got 40000; a prompt and its answer may have at most 32768 tokens, got 32769. Correct these values.");
}
