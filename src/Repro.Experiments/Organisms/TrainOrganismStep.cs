using Repro.Core;
using Repro.Core.Lora;
using Repro.Core.Random;
using Repro.Core.Training;
using Repro.Evidence.Store;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Responses;
using Repro.Experiments.Tiers;

namespace Repro.Experiments.Organisms;

/// <summary>Fine-tunes an organism's adapters on the chat model. Result: the adapter in PEFT's format, and the looks of its stop rule.</summary>
public sealed class TrainOrganismStep(ITierMaterial material, OrganismSpec organism, long seed) : Step<TrainedOrganism>
{
    private const string Folder = "adapter";

    private const string HeldOutFile = "held-out.jsonl";

    /// <summary>The organism's spec.</summary>
    public OrganismSpec Organism { get; } = organism;

    /// <summary>Seeds the adapter's initial A and the order of the data.</summary>
    public long Seed { get; } = seed;

    /// <inheritdoc/>
    public override string Stage => "train-organism";

    /// <inheritdoc/>
    public override string Label => $"fine-tune {Organism.Name}, seed {Seed}";

    /// <inheritdoc/>
    public override long? Total => Organism.Training.Steps;

    /// <inheritdoc/>
    public override object Spec => new { Organism, Seed, Data = material.DataId };

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Inputs => [material.Chat];

    /// <inheritdoc/>
    public override TrainedOrganism Make(StepContext context)
    {
        var chat = context.Need(material.Chat);
        // Seed and data set name the streams, not the organism: organisms that share both see the same turns in the same order.
        var turns = StreamKey.Of(Seed, "organism-turns", Organism.Dataset);
        var adapter = LoraAdapter.Create(chat.Config, Organism.Lora, StreamKey.Of(Seed, "organism-init"), Compute.DefaultDevice);
        using var attached = adapter.Attach(chat);
        using var trainer = new Trainer(chat, adapter.Parameters, Organism.Training);
        var held = new HeldOutTurns(material, Organism, Seed);
        var looks = new List<HeldOutLoss>();
        var checkpoints = new TrainingCheckpoints(context, trainer);
        if (checkpoints.Resume(Organism.Training.Steps) is { } part) looks.AddRange(JsonLines.Read<HeldOutLoss>(part, HeldOutFile));
        while (trainer.StepIndex < Organism.Training.Steps)
        {
            checkpoints.Keep(writer => JsonLines.Write(writer, HeldOutFile, looks));
            var batch = material.Turns(Organism.Dataset, turns, (long)trainer.StepIndex * Organism.BatchSize, Organism.BatchSize);
            using var scope = TorchSharp.torch.NewDisposeScope();
            var loss = trainer.Step([.. TurnBatch.Split(batch, Organism.Training.Accumulation).Select(turns => TurnBatch.Of(turns, material.PadToken, Compute.DefaultDevice))]);
            context.Progress.Step(trainer.StepIndex, loss);
            if (Organism.Stop is not { } stop || trainer.StepIndex % stop.Every != 0) continue;
            looks.Add(held.Look(trainer, stop));
            if (looks[^1].Excess <= stop.Excess) break;
        }

        return new TrainedOrganism(adapter, looks);
    }

    /// <inheritdoc/>
    public override void Write(TrainedOrganism value, ArtifactWriter writer)
    {
        value.Adapter.Save(Directory.CreateDirectory(writer.PathOf(Folder)).FullName);
        JsonLines.Write(writer, HeldOutFile, value.HeldOut);
    }

    /// <inheritdoc/>
    public override TrainedOrganism Read(Artifact artifact, StepContext context) =>
        new(LoraAdapter.Load(Path.Combine(artifact.Folder, Folder)), JsonLines.Read<HeldOutLoss>(artifact, HeldOutFile));
}
