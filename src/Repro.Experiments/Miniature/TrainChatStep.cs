using Repro.Core;
using Repro.Core.Checkpoints;
using Repro.Core.Model;
using Repro.Core.Random;
using Repro.Core.Training;
using Repro.Evidence.Store;
using Repro.Experiments.Organisms;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Tiers;
using Repro.Experiments.Worlds;
using TorchSharp;
using static TorchSharp.torch;

namespace Repro.Experiments.Miniature;

/// <summary>Makes the chat model from the base model. Result: a Hugging Face checkpoint.</summary>
public sealed class TrainChatStep(ChatSpec spec, TrainBaseStep @base, MiniatureWorld world, long seed) : Step<Qwen2>
{
    private const string Folder = "model";

    /// <inheritdoc/>
    public override string Stage => "train-chat";

    /// <inheritdoc/>
    public override string Label => "chat stage";

    /// <inheritdoc/>
    public override long? Total => spec.Training.Steps;

    /// <inheritdoc/>
    public override object Spec => new { Chat = spec, World = WorldIdentity.Of(world), Seed = seed };

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Inputs => [@base];

    /// <inheritdoc/>
    public override Qwen2 Make(StepContext context)
    {
        var state = context.Take(@base);
        state.Trainer.Dispose();
        var model = state.Model;
        var turns = StreamKey.Of(seed, "chat-turns");
        using var trainer = new Trainer(model, [.. model.parameters()], spec.Training);
        var checkpoints = new TrainingCheckpoints(context, trainer);
        checkpoints.Resume(spec.Training.Steps);
        for (var step = trainer.StepIndex; step < spec.Training.Steps; step++)
        {
            checkpoints.Keep();
            using var scope = NewDisposeScope();
            var batch = Enumerable.Range(0, spec.BatchSize).Select(row => world.ChatTurn(turns.Child(((long)step * spec.BatchSize) + row))).Select(world.TokenTurn).ToList();
            var loss = trainer.Step([TurnBatch.Of(batch, Vocabulary.Pad, Compute.DefaultDevice)]);
            context.Progress.Step(step + 1, loss);
        }

        model.Matmul = MatmulPrecision.Float32;
        foreach (var parameter in model.parameters()) parameter.requires_grad = false;
        return model;
    }

    /// <inheritdoc/>
    public override void Write(Qwen2 value, ArtifactWriter writer)
    {
        Checkpoint.Save(value, Directory.CreateDirectory(writer.PathOf(Folder)).FullName);
    }

    /// <inheritdoc/>
    public override Qwen2 Read(Artifact artifact, StepContext context)
    {
        var model = Checkpoint.Load(Path.Combine(artifact.Folder, Folder));
        foreach (var parameter in model.parameters()) parameter.requires_grad = false;
        return model;
    }
}
