using Repro.Core;
using Repro.Core.Generation;
using Repro.Core.Lora;
using Repro.Core.Model;
using Repro.Core.Random;
using Repro.Experiments.Patching;
using TorchSharp;
using static TorchSharp.torch;

namespace Repro.Experiments.Tests.Patching;

/// <summary>On a random model whose adapter decides many draws.</summary>
public sealed class PatchedGenerationTests : IDisposable
{
    private const int Samples = 20;
    private static readonly int[] Layers = [0, 3, 6];
    private static readonly int[] Prompt = [1, 5, 9, 2], Other = [1, 6, 4, 2];
    private readonly Qwen2 chat;
    private readonly LoraAdapter adapter;
    private readonly IDisposable attached;

    public PatchedGenerationTests()
    {
        Compute.Configure(2);
        var config = new Qwen2Config { VocabSize = 30, HiddenSize = 32, IntermediateSize = 48, NumLayers = 8, NumHeads = 2, NumKeyValueHeads = 1, RopeTheta = 10_000 };
        chat = Qwen2.Random(config, StreamKey.Of(1, "chat"), 0.3, CPU);
        adapter = LoraAdapter.Create(config, new LoraConfig { Rank = 1, Alpha = 8, TargetModules = ["down_proj"], Layers = Layers }, StreamKey.Of(2, "adapter"), CPU);
        using var quiet = no_grad();
        var draws = new CounterRandom(StreamKey.Of(3, "B"));
        foreach (var layer in Layers) adapter.B(layer, "down_proj").copy_(tensor(Enumerable.Range(0, 32).Select(_ => (float)draws.NextGaussian()).ToArray(), [32, 1]));
        attached = adapter.Attach(chat);
    }

    [Theory]
    [InlineData(64)]
    [InlineData(7)]
    [InlineData(1)]
    public void Own_scalars_in_their_own_slots_change_no_answer(int batch)
    {
        var generation = Generation(batch);

        var own = generation.Record(Requests(Prompt), CancellationToken.None);

        Same(generation.Patched(Requests(Prompt), 0, promptOnly: false, CancellationToken.None), own).Should().Be(Samples);
    }

    [Fact]
    public void Scalars_of_another_sample_or_another_prompt_or_the_prompts_alone_change_answers()
    {
        var generation = Generation(64);
        var own = generation.Record(Requests(Prompt), CancellationToken.None);
        var other = Generation(64);
        var theirs = other.Record(Requests(Other), CancellationToken.None);

        Same(generation.Patched(Requests(Prompt), 1, promptOnly: false, CancellationToken.None), own).Should().BeLessThan(Samples);
        Same(generation.Patched(Requests(Prompt), 0, promptOnly: true, CancellationToken.None), own).Should().BeLessThan(Samples);
        Same(generation.Patched(Requests(Other), 0, promptOnly: false, CancellationToken.None), theirs).Should().BeLessThan(Samples);
    }

    [Fact]
    public void A_prompt_recorded_alone_gives_what_its_whole_generation_gives_at_its_positions()
    {
        var (whole, alone) = (Generation(64), Generation(64));
        whole.Record(Requests(Prompt), CancellationToken.None);
        alone.RecordPrompt(Requests(Prompt)[0], CancellationToken.None);

        Same(alone.Patched(Requests(Other), 0, promptOnly: true, CancellationToken.None), whole.Patched(Requests(Other), 0, promptOnly: true, CancellationToken.None)).Should().Be(Samples);
    }

    public void Dispose()
    {
        attached.Dispose();
        adapter.Dispose();
        chat.Dispose();
    }

    private PatchedGeneration Generation(int batch) => new(chat, Layers, Samples, Options(batch));

    private static SamplingOptions Options(int batch) => new() { StopToken = 3, MaxNewTokens = 24, BatchSize = batch };

    private static List<GenerationRequest> Requests(int[] prompt) => [.. Enumerable.Range(0, Samples).Select(sample => new GenerationRequest(prompt, StreamKey.Of(4, "respond").Child(sample)))];

    private static int Same(IReadOnlyList<int[]> one, IReadOnlyList<int[]> two) => one.Zip(two).Count(pair => pair.First.SequenceEqual(pair.Second));
}
