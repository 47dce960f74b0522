using Repro.Core;
using Repro.Core.Lora;
using Repro.Core.Random;
using Repro.Core.Training;
using Repro.Evidence.Store;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Tiers;

namespace Repro.Experiments.Organisms;

/// <summary>Fine-tunes an organism's adapters on the chat model. Result: the adapter, stored in PEFT's format.</summary>
public sealed class TrainOrganismStep(ITierMaterial material, OrganismSpec organism, long seed) : Step<LoraAdapter>
{
    private const string Folder = "adapter";

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
    public override LoraAdapter Make(StepContext context)
    {
        var chat = context.Need(material.Chat);
        // Seed and data set name the streams, not the organism: organisms that share both see the same turns in the same order.
        var turns = StreamKey.Of(Seed, "organism-turns", Organism.Dataset);
        var adapter = LoraAdapter.Create(chat.Config, Organism.Lora, StreamKey.Of(Seed, "organism-init"), Compute.DefaultDevice);
        using var attached = adapter.Attach(chat);
        using var trainer = new Trainer(chat, adapter.Parameters, Organism.Training);
        for (var step = 0; step < Organism.Training.Steps; step++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var batch = material.Turns(Organism.Dataset, turns, (long)step * Organism.BatchSize, Organism.BatchSize);
            using var scope = TorchSharp.torch.NewDisposeScope();
            var loss = trainer.Step([TurnBatch.Of(batch, material.PadToken, Compute.DefaultDevice)]);
            context.Progress.Step(step + 1, loss);
        }

        return adapter;
    }

    /// <inheritdoc/>
    public override void Write(LoraAdapter value, ArtifactWriter writer)
    {
        value.Save(Directory.CreateDirectory(writer.PathOf(Folder)).FullName);
    }

    /// <inheritdoc/>
    public override LoraAdapter Read(Artifact artifact, StepContext context) => LoraAdapter.Load(Path.Combine(artifact.Folder, Folder));
}
