using Repro.Core;
using Repro.Core.Generation;
using Repro.Core.Hooking;
using Repro.Core.Model;
using Repro.Core.Random;
using TorchSharp;
using static TorchSharp.torch;

namespace Repro.Benchmarks;

/// <summary>Sampling at temperature 1 without a stop token, all rows in one batch.</summary>
internal sealed class GenerateWork : IWork
{
    private readonly Qwen2 model;
    private readonly GenerationRequest[] requests;
    private readonly SamplingOptions options;
    private readonly Hooks? hooks;
    private readonly Tensor? direction;

    public GenerateWork(BenchShape shape, string variant, int rows, Attached attached)
    {
        var key = StreamKey.Of(0, "bench");
        model = Works.Model(shape, variant, key);
        requests = [.. Enumerable.Range(0, rows).Select(row => new GenerationRequest(
            Works.Row(shape.Vocab, shape.Prompt, key.Child("prompt").Child(row)), key.Child("draws").Child(row)))];
        options = new SamplingOptions { Temperature = 1, TopP = 1, MaxNewTokens = shape.NewTokens, StopToken = SamplingOptions.NoStop, PadToken = 0, BatchSize = rows };
        if (attached == Attached.None) return;
        hooks = new Hooks(model.Config);
        direction = randn([shape.Hidden], device: Compute.DefaultDevice);
        var (steer, ablate) = (Interventions.Steer(direction, 0.1), Interventions.Ablate(direction));
        for (var layer = 0; layer < shape.Layers; layer++)
        {
            var name = $"blocks.{layer}.hook_resid_post";
            if (attached == Attached.Idle) hooks.Add(name, (x, _) => x);
            if (attached != Attached.Interventions) continue;
            if (layer == shape.Layers / 2) hooks.Add(name, (x, _) => steer(x));
            hooks.Add(name, (x, _) => ablate(x));
        }
    }

    public long Run() => Repro.Core.Generation.Generator.Generate(model, requests, options, hooks).Sum(tokens => (long)tokens.Length);

    public void Dispose()
    {
        hooks?.Dispose();
        direction?.Dispose();
        model.Dispose();
    }
}
