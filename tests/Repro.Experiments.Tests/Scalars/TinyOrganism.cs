using Repro.Core;
using Repro.Core.Lora;
using Repro.Core.Model;
using Repro.Core.Random;
using Repro.Core.Training;
using Repro.Experiments.Organisms;
using Repro.Experiments.Tiers;
using TorchSharp;
using static TorchSharp.torch;

namespace Repro.Experiments.Tests.Scalars;

/// <summary>A random model with rank-1 adapters on the down-projections of two of its three layers, whose B is not zero.</summary>
internal sealed class TinyOrganism : IDisposable
{
    public static readonly IReadOnlyList<int> Layers = [0, 2];

    public TinyOrganism()
    {
        Compute.Configure(2);
        var config = new Qwen2Config { VocabSize = 30, HiddenSize = 16, IntermediateSize = 24, NumLayers = 3, NumHeads = 2, NumKeyValueHeads = 1, RopeTheta = 10_000, TieWordEmbeddings = true };
        Chat = Qwen2.Random(config, StreamKey.Of(1, "tiny organism"), 0.3, CPU);
        foreach (var parameter in Chat.parameters()) parameter.requires_grad = false;
        Adapter = LoraAdapter.Create(config, new LoraConfig { Rank = 1, Alpha = 8, TargetModules = ["down_proj"], Layers = Layers }, StreamKey.Of(2, "tiny adapter"), CPU);
        using var quiet = no_grad();
        var draws = new CounterRandom(StreamKey.Of(3, "tiny B"));
        foreach (var layer in Layers) Adapter.B(layer, "down_proj").copy_(tensor(Enumerable.Range(0, 16).Select(_ => (float)(0.1 * draws.NextGaussian())).ToArray(), [16, 1]));
    }

    public Qwen2 Chat { get; }

    public LoraAdapter Adapter { get; }

    /// <summary>Two answers of different lengths.</summary>
    public TrainingBatch Batch { get; } = TurnBatch.Of([new TokenTurn([1, 5, 9, 2], [7, 8, 3]), new TokenTurn([1, 6, 2], [11, 12, 13, 14, 3])], 0, CPU);

    public void Dispose()
    {
        Adapter.Dispose();
        Chat.Dispose();
    }
}
