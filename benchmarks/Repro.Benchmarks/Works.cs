using System.Globalization;
using Repro.Core.Model;
using Repro.Core.Random;
using static TorchSharp.torch;

namespace Repro.Benchmarks;

/// <summary>Our side of every named work, and what they share.</summary>
internal static class Works
{
    /// <summary>The works, what each counts, and the precisions in which each side does it.</summary>
    public static IReadOnlyList<(string Name, string Unit, string[] Variants)> All { get; } =
    [
        ("train.full", "tokens/s", ["f32", "bf16"]),
        ("train.lora", "tokens/s", ["f32", "bf16"]),
        ("generate.1", "tokens/s", ["f32", "bf16"]),
        ("generate.64", "tokens/s", ["f32", "bf16"]),
        ("generate.256", "tokens/s", ["f32", "bf16"]),
        ("op.add", "calls/s", ["f32"]),
    ];

    public static IWork Make(string name, string variant, BenchShape shape) => name.Split('.') switch
    {
        ["train", var kind] => new TrainWork(shape, variant, lora: kind == "lora"),
        ["generate", var rows] => new GenerateWork(shape, variant, int.Parse(rows, CultureInfo.InvariantCulture)),
        _ => new SmallAddWork(shape),
    };

    public static Qwen2 Model(BenchShape shape, string variant, StreamKey key)
    {
        var model = Qwen2.Random(
            new Qwen2Config
            {
                VocabSize = shape.Vocab,
                HiddenSize = shape.Hidden,
                IntermediateSize = shape.Intermediate,
                NumLayers = shape.Layers,
                NumHeads = shape.Heads,
                NumKeyValueHeads = shape.KeyValueHeads,
                TieWordEmbeddings = true,
                MaxPositions = shape.Positions,
            },
            key.Child("weights"));
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
        return tensor(ids).reshape(rows, length);
    }
}
