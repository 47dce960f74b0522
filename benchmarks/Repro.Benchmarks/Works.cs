using System.Globalization;
using Repro.Core;
using Repro.Core.Model;
using Repro.Core.Random;
using TorchSharp;
using static TorchSharp.torch;

namespace Repro.Benchmarks;

/// <summary>Every named work, our side of it, and what the works share.</summary>
internal static class Works
{
    private static readonly string[] Both = ["f32", "bf16"];

    /// <summary>The works in the order in which they are measured.</summary>
    public static IReadOnlyList<Work> All(BenchOptions options)
    {
        var shape = options.Shape;
        var half = BenchShape.Half;
        return
        [
            new("train.full", "tokens/s", Both, shape),
            new("train.lora", "tokens/s", Both, shape),
            .. new[] { 1, 8, 64, 256 }.Select(rows => new Work($"generate.{rows}", "tokens/s", Both, shape)),
            .. new[] { 1, 8, 64, 256 }.Select(rows => new Work($"generate.{rows}.hooks", "tokens/s", Both, shape, MostTurns: 3)),
            new("meandiff", "tokens/s", Both, shape, MostTurns: 3),
            new("op.add", "calls/s", ["f32"], shape),
            new("train.lora.500M", "tokens/s", Both, half, MostTurns: 3, Slow: true),
            new("generate.8.500M", "tokens/s", Both, half, MostTurns: 3, Slow: true),
        ];
    }

    /// <summary>Our side.</summary>
    public static IWork Make(Work work, string variant) => work.Parts[0] switch
    {
        "train" => new TrainWork(work.Shape, variant, lora: work.Parts[1] == "lora"),
        "generate" => new GenerateWork(work.Shape, variant, int.Parse(work.Parts[1], CultureInfo.InvariantCulture), work.Hooked ? Attached.Interventions : Attached.None),
        "meandiff" => new MeanDiffWork(work.Shape, variant),
        _ => new SmallAddWork(work.Shape),
    };

    /// <summary>
    /// The model of a shape. bf16 means float32 weights multiplied in bfloat16 as in training under autocast, and bfloat16 weights for the large shape, as the
    /// paper tier has them on a GPU.
    /// </summary>
    public static Qwen2 Model(BenchShape shape, string variant, StreamKey key)
    {
        var config = new Qwen2Config
        {
            VocabSize = shape.Vocab,
            HiddenSize = shape.Hidden,
            IntermediateSize = shape.Intermediate,
            NumLayers = shape.Layers,
            NumHeads = shape.Heads,
            NumKeyValueHeads = shape.KeyValueHeads,
            TieWordEmbeddings = true,
            MaxPositions = shape.Positions,
        };
        if (shape.NarrowWeights) return Narrow(config, variant);
        var model = Qwen2.Random(config, key.Child("weights"));
        model.Matmul = variant == "bf16" ? MatmulPrecision.BFloat16 : MatmulPrecision.Float32;
        return model;
    }

    public static int[] Row(int vocab, int length, StreamKey key)
    {
        var random = new CounterRandom(key);
        return [.. Enumerable.Range(0, length).Select(_ => random.Next(vocab))];
    }

    public static Tensor Ids(BenchShape shape, int rows, int length, StreamKey key)
    {
        long[] ids = [.. Row(shape.Vocab, rows * length, key).Select(id => (long)id)];
        return tensor(ids, device: Compute.DefaultDevice).reshape(rows, length);
    }

    private static Qwen2 Narrow(Qwen2Config config, string variant)
    {
        var model = new Qwen2(config, null, variant == "bf16" ? ScalarType.BFloat16 : ScalarType.Float32);
        using var quiet = no_grad();
        foreach (var parameter in model.parameters().Where(p => p.dim() == 2))
        {
            using var scope = NewDisposeScope();
            parameter.copy_(randn(parameter.shape).mul_(0.02));
        }

        return model;
    }
}
