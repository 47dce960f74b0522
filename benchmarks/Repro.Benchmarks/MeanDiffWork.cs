using Repro.Core;
using Repro.Core.Hooking;
using Repro.Core.Model;
using Repro.Core.Random;
using TorchSharp;
using static TorchSharp.torch;

namespace Repro.Benchmarks;

/// <summary>
/// A forward pass over responses of two kinds, resid_post summed over the answer tokens of each kind and block, and the difference of the
/// means: [L, d].
/// </summary>
internal sealed class MeanDiffWork : IWork
{
    private readonly BenchShape shape;
    private readonly Qwen2 model;
    private readonly Tensor[] batches;
    private readonly Tensor answers;
    private readonly Tensor kinds;

    public MeanDiffWork(BenchShape shape, string variant)
    {
        this.shape = shape;
        var key = StreamKey.Of(0, "bench");
        var (rows, length) = (shape.ResponseBatch, shape.Prompt + shape.NewTokens);
        model = Works.Model(shape, variant, key);
        batches = [.. Enumerable.Range(0, shape.Responses / rows).Select(i => Works.Ids(shape, rows, length, key.Child("responses").Child(i)))];
        answers = tensor([.. Enumerable.Range(0, rows * length).Select(i => i % length < shape.Prompt ? 0f : 1f)], [rows, 1, length], device: Compute.DefaultDevice);
        kinds = tensor([.. Enumerable.Range(0, 2 * rows).Select(i => i % rows % 2 == i / rows ? 1f : 0f)], [2, rows], device: Compute.DefaultDevice);
    }

    public long Run()
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        var sums = zeros([shape.Layers, 2, shape.Hidden], device: Compute.DefaultDevice);
        using var hooks = new Hooks(model.Config);
        for (var layer = 0; layer < shape.Layers; layer++)
        {
            var at = layer;
            hooks.Capture($"blocks.{layer}.hook_resid_post", x =>
            {
                using var inner = NewDisposeScope();
                sums[at].add_(kinds.mm(answers.bmm(x.to(ScalarType.Float32)).squeeze(1))); // [2, d]
            });
        }

        foreach (var ids in batches) model.Hidden(ids, null, hooks).Dispose();
        var means = sums / (shape.Responses / 2.0 * shape.NewTokens);
        _ = means.select(1, 0).sub(means.select(1, 1)).cpu(); // [L, d]
        return (long)shape.Responses * (shape.Prompt + shape.NewTokens);
    }

    public void Dispose()
    {
        foreach (var tensor in batches.Append(answers).Append(kinds)) tensor.Dispose();
        model.Dispose();
    }
}
