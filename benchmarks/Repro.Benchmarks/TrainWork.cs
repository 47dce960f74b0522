using Repro.Core.Lora;
using Repro.Core.Model;
using Repro.Core.Random;
using Repro.Core.Training;
using static TorchSharp.torch;

namespace Repro.Benchmarks;

/// <summary>Forward, loss on all tokens, backward, clip to norm 1, AdamW: of the whole model, or of a rank-32 adapter on it.</summary>
internal sealed class TrainWork : IWork
{
    private readonly Qwen2 model;
    private readonly LoraAdapter? adapter;
    private readonly IDisposable? attached;
    private readonly Trainer trainer;
    private readonly TrainingBatch batch;
    private readonly int steps;
    private readonly long tokens;

    public TrainWork(BenchShape shape, string variant, bool lora)
    {
        var key = StreamKey.Of(0, "bench");
        model = Works.Model(shape, variant, key);
        if (lora)
        {
            adapter = LoraAdapter.Create(
                model.Config,
                new LoraConfig
                {
                    Rank = shape.LoraRank,
                    Alpha = shape.LoraRank,
                    TargetModules = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"],
                },
                key.Child("adapter"));
            attached = adapter.Attach(model);
        }

        steps = shape.Steps;
        var (rows, length) = lora ? (shape.LoraBatch, shape.LoraLength) : (shape.Batch, shape.Length);
        tokens = (long)rows * length * steps;
        var ids = Works.Ids(shape, rows, length, key.Child("ids"));
        batch = new TrainingBatch(ids, ids, null);
        trainer = new Trainer(
            model,
            adapter?.Parameters ?? [.. model.parameters()],
            new TrainingOptions { LearningRate = 1e-3, Steps = int.MaxValue, Schedule = Schedule.Constant, WeightDecay = 0.01, ClipNorm = 1, Lanes = 2 });
    }

    public long Run()
    {
        for (var i = 0; i < steps; i++) trainer.Step([batch]);
        return tokens;
    }

    public void Dispose()
    {
        trainer.Dispose();
        attached?.Dispose();
        adapter?.Dispose();
        batch.Ids.Dispose();
        model.Dispose();
    }
}
