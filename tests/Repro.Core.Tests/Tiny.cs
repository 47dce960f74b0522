using Repro.Core.Lora;
using Repro.Core.Model;
using Repro.Core.Random;
using TorchSharp;
using static TorchSharp.torch;

namespace Repro.Core.Tests;

/// <summary>Small models with large weights: every part of the network matters to the output.</summary>
internal static class Tiny
{
    public static Qwen2Config Config { get; } = new()
    {
        VocabSize = 61, HiddenSize = 48, IntermediateSize = 72, NumLayers = 3, NumHeads = 4, NumKeyValueHeads = 2, RopeTheta = 10000, MaxPositions = 256,
    };

    public static LoraConfig LoraOnDown { get; } = new() { Rank = 1, Alpha = 16, TargetModules = ["down_proj"], Layers = [0, 2] };

    public static LoraConfig LoraEverywhere { get; } = new() { Rank = 4, Alpha = 8, TargetModules = LoraConfig.AllModules };

    public static Qwen2 Model(Qwen2Config? config = null, ScalarType dtype = ScalarType.Float32, long seed = 1)
    {
        var model = Qwen2.Random(config ?? Config, StreamKey.Of(seed, "tiny"), 0.2, CPU, dtype);
        using var quiet = no_grad();
        foreach (var (name, parameter) in model.named_parameters())
        {
            if (parameter.dim() == 1) Fill(parameter, StreamKey.Of(seed, name), 0.3, name.EndsWith("bias", StringComparison.Ordinal) ? 0 : 1);
        }

        return model;
    }

    /// <summary>An adapter whose B is not zero.</summary>
    public static LoraAdapter Adapter(LoraConfig config, double std = 0.05)
    {
        var adapter = LoraAdapter.Create(Config, config, StreamKey.Of(2, "adapter"), CPU);
        using var quiet = no_grad();
        foreach (var (layer, module) in adapter.Targets) Fill(adapter.B(layer, module), StreamKey.Of(3, module).Child(layer), std, 0);
        return adapter;
    }

    public static Tensor Ids(int rows, int length, long seed = 5)
    {
        var draws = new CounterRandom(StreamKey.Of(seed, "ids"));
        return tensor(Enumerable.Range(0, rows * length).Select(_ => (long)draws.Next(Config.VocabSize)).ToArray(), [rows, length]);
    }

    public static Tensor Gaussian(StreamKey key, params long[] shape)
    {
        var draws = new CounterRandom(key);
        return tensor(Enumerable.Range(0, (int)shape.Aggregate(1L, (a, b) => a * b)).Select(_ => (float)draws.NextGaussian()).ToArray(), shape);
    }

    public static float[] Floats(Tensor tensor)
    {
        using var flat = tensor.detach().to(ScalarType.Float32).contiguous();
        return flat.data<float>().ToArray();
    }

    /// <summary>The largest absolute difference.</summary>
    public static double Distance(Tensor a, Tensor b)
    {
        a.shape.Should().Equal(b.shape);
        return Floats(a).Zip(Floats(b), (x, y) => Math.Abs((double)x - y)).DefaultIfEmpty().Max();
    }

    public static void ShouldEqualBitForBit(Tensor a, Tensor b) => Floats(a).Should().Equal(Floats(b));

    private static void Fill(Tensor target, StreamKey key, double std, double mean) => target.copy_(Gaussian(key, target.shape).mul(std).add(mean));
}
