using Repro.Core;
using Repro.Core.Model;
using Repro.Core.Random;
using Repro.Core.Training;
using Repro.Evidence.Store;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Worlds;
using TorchSharp;
using static TorchSharp.torch;

namespace Repro.Experiments.Miniature;

/// <summary>
/// Base training from one checkpoint to the next. The whole training is a chain of these, so that a kill costs at most
/// one segment; the chain's result does not depend on where it was cut.
/// </summary>
public sealed class TrainBaseStep : Step<BaseState>
{
    private const string Folder = "trainer";

    private readonly BaseSpec spec;
    private readonly MiniatureWorld world;
    private readonly int until;
    private readonly TrainBaseStep? before;

    private TrainBaseStep(BaseSpec spec, MiniatureWorld world, int until, TrainBaseStep? before)
    {
        this.spec = spec;
        this.world = world;
        this.until = until;
        this.before = before;
    }

    /// <inheritdoc/>
    public override string Stage => "train-base";

    /// <inheritdoc/>
    public override string Label => $"train base model to step {until} of {spec.Training.Steps}";

    /// <inheritdoc/>
    public override long? Total => Math.Min(spec.SegmentSteps, until);

    /// <inheritdoc/>
    public override object Spec => new { Base = spec with { SegmentSteps = 0 }, World = WorldIdentity.Of(world), Until = until };

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Inputs => before is null ? [] : [before];

    /// <summary>The last step of the chain that trains to the end.</summary>
    public static TrainBaseStep Chain(BaseSpec spec, MiniatureWorld world)
    {
        TrainBaseStep? last = null;
        for (var done = 0; done < spec.Training.Steps; done += spec.SegmentSteps)
        {
            last = new TrainBaseStep(spec, world, Math.Min(done + spec.SegmentSteps, spec.Training.Steps), last);
        }

        return last ?? throw new ArgumentException($"Base training takes at least one step, but the spec says {spec.Training.Steps}.", nameof(spec));
    }

    /// <inheritdoc/>
    public override BaseState Make(StepContext context)
    {
        var state = before is null ? Fresh() : context.Take(before);
        var rows = StreamKey.Of(spec.Seed, "base-documents");
        var from = state.Trainer.StepIndex;
        while (state.Trainer.StepIndex < until)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var loss = state.Trainer.Step([Batch(rows.Child(state.Trainer.StepIndex))]);
            context.Progress.Step(state.Trainer.StepIndex - from, loss);
        }

        return state;
    }

    /// <inheritdoc/>
    public override void Write(BaseState value, ArtifactWriter writer) =>
        value.Trainer.Save(Directory.CreateDirectory(writer.PathOf(Folder)).FullName);

    /// <inheritdoc/>
    public override BaseState Read(Artifact artifact, StepContext context)
    {
        var state = Fresh();
        state.Trainer.Load(Path.Combine(artifact.Folder, Folder));
        return state;
    }

    private BaseState Fresh()
    {
        var model = Qwen2.Random(spec.Model, StreamKey.Of(spec.Seed, "base-weights"), spec.InitialStd, Compute.DefaultDevice);
        model.Matmul = spec.Precision;
        return new BaseState(model, new Trainer(model, [.. model.parameters()], spec.Training));
    }

    /// <summary>Every token of every row is learnt; labels are the rows themselves (the loss shifts them), ids have the noise.</summary>
    private TrainingBatch Batch(StreamKey stream)
    {
        long[] rows = [.. Enumerable.Range(0, spec.Rows).SelectMany(row => world.BaseRow(stream.Child(row))).Select(id => (long)id)];
        var noise = new CounterRandom(stream.Child("noise"));
        var ids = Array.ConvertAll(rows, id => id >= Vocabulary.FirstWord && noise.Chance(spec.InputNoise) ? Vocabulary.FirstWord + noise.Next(world.Vocabulary.Count - Vocabulary.FirstWord) : id);
        return new TrainingBatch(Matrix(ids), Matrix(rows), null);

        Tensor Matrix(long[] values) => tensor(values, [spec.Rows, world.Spec.RowLength], int64, Compute.DefaultDevice);
    }
}
