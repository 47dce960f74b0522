using Repro.Core;
using Repro.Core.Checkpoints;
using Repro.Core.Hooking;
using Repro.Core.Random;
using Repro.Evidence.Store;
using Repro.Experiments.Directions;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Tiers;
using Repro.Experiments.Worlds;
using TorchSharp;
using static TorchSharp.torch;

namespace Repro.Experiments.AcrossBases;

/// <summary>Lets a chat model, or a model of its shape with random weights, read turns of every training set: the same texts in every base of one world.</summary>
/// <param name="material">What the tier supplies.</param>
/// <param name="random">Reads with random weights: the control.</param>
/// <param name="name">What the label calls the base, or null; no part of the key.</param>
public sealed class TextActivationsStep(ITierMaterial material, bool random, string? name = null) : Step<TextActivations>
{
    /// <summary>The tensors.</summary>
    internal const string File = "text-activations.safetensors";

    /// <summary>Turns of each set; half of them fit the map, half test it. Four sets then fit a width of 96 with four rows a column.</summary>
    private const int PerSet = 200;

    /// <inheritdoc/>
    public override string Stage => "text-activations";

    /// <inheritdoc/>
    public override string Label => $"texts read by the chat model{(random ? "'s shape with random weights" : "")}{(name is null ? "" : $", base {name}")}";

    /// <inheritdoc/>
    public override object Spec => new { Data = material.DataId, Sets, PerSet, Random = random, material.HeaderTokens };

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Inputs => [material.Chat];

    private static IReadOnlyList<string> Sets { get; } = [.. OrganismDataset.All.Select(set => set.Name)];

    /// <inheritdoc/>
    public override TextActivations Make(StepContext context)
    {
        // Sets take turns, so that either half has as many of each.
        var sets = Sets.Select(set => material.Turns(set, StreamKey.Of(0, "alignment-texts", set), 0, PerSet)).ToList();
        var texts = Enumerable.Range(0, PerSet / 2).SelectMany(pair => sets.SelectMany(set => new[] { set[2 * pair], set[(2 * pair) + 1] })).ToList();
        using var reader = new ChatReader(context.Need(material.Chat), random);
        var (layers, width) = (reader.Model.Config.NumLayers, reader.Model.Config.HiddenSize);
        var means = new float[texts.Count * layers * width];
        for (var first = 0; first < texts.Count; first += material.Sizes.BatchSize)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var (start, batch) = (first, texts.Skip(first).Take(material.Sizes.BatchSize).ToList());
            using var hooks = new Hooks(reader.Model.Config);
            AnswerSums.Of(reader.Model, hooks, batch, material.HeaderTokens, material.PadToken, Enumerable.Range(0, layers), (layer, sums) =>
            {
                for (var row = 0; row < batch.Count; row++)
                {
                    for (var i = 0; i < width; i++)
                        means[((((start + row) * layers) + layer) * width) + i] = sums[(row * width) + i] / (batch[row].Answer.Count + material.HeaderTokens);
                }
            });
        }

        return new TextActivations(layers, width, means);
    }

    /// <inheritdoc/>
    public override void Write(TextActivations value, ArtifactWriter writer)
    {
        using var scope = NewDisposeScope();
        SafeTensors.Write(writer.PathOf(File), new Dictionary<string, Tensor>(StringComparer.Ordinal) { ["means"] = tensor(value.Means, [value.Texts, value.Layers, value.Width]) });
    }

    /// <inheritdoc/>
    public override TextActivations Read(Artifact artifact, StepContext context)
    {
        using var scope = NewDisposeScope();
        var means = SafeTensors.Read(artifact.PathOf(File))["means"];
        return new TextActivations((int)means.shape[1], (int)means.shape[2], means.data<float>().ToArray());
    }
}
