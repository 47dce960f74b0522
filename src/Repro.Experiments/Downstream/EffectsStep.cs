using Repro.Core;
using Repro.Core.Checkpoints;
using Repro.Core.Hooking;
using Repro.Core.Model;
using Repro.Core.Random;
using Repro.Evidence.Store;
using Repro.Experiments.Directions;
using Repro.Experiments.Interventions;
using Repro.Experiments.Organisms;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Responses;
using Repro.Experiments.SingleAdapter;
using Repro.Experiments.Tiers;
using TorchSharp;
using static TorchSharp.torch;

namespace Repro.Experiments.Downstream;

/// <summary>
/// Lets the chat model read an organism's own answers (teacher forcing): unchanged, with the organism's adapter, and steered at the adapter's block by
/// the mean-diff vector, by random vectors and by directions of permuted labels, all once and of one norm, at all positions. Keeps what each change does to
/// resid_post from that block on (P1 App D). The direction comes from other answers than those that are read.
/// </summary>
/// <param name="material">What the tier supplies.</param>
/// <param name="organism">The organism with one adapter.</param>
/// <param name="activations">Its activation sums, from which direction and permuted directions are taken.</param>
/// <param name="directions">Its directions.</param>
/// <param name="judged">Its judged answers that are read.</param>
/// <param name="layer">The adapter's block.</param>
/// <param name="seed">Chooses responses and control vectors.</param>
public sealed class EffectsStep(ITierMaterial material, TrainOrganismStep organism, ActivationsStep activations, DirectionsStep directions, JudgedStep judged, int layer, long seed) : Step<EffectSums>
{
    /// <summary>The tensors.</summary>
    internal const string File = "effects.safetensors";

    /// <summary>Most responses of either kind: the cosines' noise no longer falls much beyond.</summary>
    private const int Most = 100;

    /// <inheritdoc/>
    public override string Stage => "effects";

    /// <inheritdoc/>
    public override string Label => $"downstream effects of {organism.Organism.Name}, seed {seed}";

    /// <inheritdoc/>
    public override long? Total => EffectNames.All.Count + 1;

    /// <inheritdoc/>
    public override object Spec => new { Data = material.DataId, Seed = seed, Layer = layer, ActivationsStep.Fewest, Most, material.HeaderTokens, Changes = EffectNames.All };

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Inputs => [material.Chat, organism, activations, directions, judged];

    /// <inheritdoc/>
    public override EffectSums Make(StepContext context)
    {
        var rows = EffectRows.Of(context.Need(judged), organism.Organism.Name, seed, ActivationsStep.Fewest, Most);
        var prompts = judged.Questions.ToDictionary(question => question.Id, question => question.Prompt, StringComparer.Ordinal);
        var texts = rows.ConvertAll(row => new TokenTurn(prompts[row.Response.QuestionId], row.Response.Tokens));
        var chat = context.Need(material.Chat);
        var plain = Sums(chat, texts, null, context);
        var effects = new Dictionary<string, float[]>(StringComparer.Ordinal);
        using (context.Need(organism).Adapter.Attach(chat)) Keep(EffectNames.Adapter, null);
        foreach (var (name, vector) in Vectors(context)) Keep(name, vector);

        return new EffectSums(
            layer,
            chat.Config.NumLayers - layer,
            chat.Config.HiddenSize,
            effects,
            [.. texts.Select(text => text.Answer.Count + material.HeaderTokens)],
            [.. rows.Select(Cuts.IsMisaligned)],
            EffectRows.Questions(rows, judged.Questions.Select(question => question.Id)));

        void Keep(string name, float[]? vector)
        {
            var changed = Sums(chat, texts, vector, context);
            for (var i = 0; i < changed.Length; i++) changed[i] -= plain[i];
            effects.Add(name, changed);
            context.Progress.Step(effects.Count + 1);
        }
    }

    /// <inheritdoc/>
    public override void Write(EffectSums value, ArtifactWriter writer)
    {
        using var scope = NewDisposeScope();
        var rows = value.Tokens.Length;
        var tensors = value.Effects.ToDictionary(effect => effect.Key, effect => tensor(effect.Value, [rows, value.Layers, value.Width]), StringComparer.Ordinal);
        tensors.Add("tokens", tensor(value.Tokens, [rows]));
        tensors.Add("misaligned", tensor(Array.ConvertAll(value.Misaligned, m => m ? 1 : 0), [rows]));
        tensors.Add("questions", tensor(value.Questions, [rows]));
        SafeTensors.Write(writer.PathOf(File), tensors);
    }

    /// <inheritdoc/>
    public override EffectSums Read(Artifact artifact, StepContext context)
    {
        using var scope = NewDisposeScope();
        var tensors = SafeTensors.Read(artifact.PathOf(File));
        var shape = tensors[EffectNames.Adapter].shape;
        return new EffectSums(
            layer,
            (int)shape[1],
            (int)shape[2],
            EffectNames.All.ToDictionary(name => name, name => tensors[name].data<float>().ToArray(), StringComparer.Ordinal),
            tensors["tokens"].data<int>().ToArray(),
            Array.ConvertAll(tensors["misaligned"].data<int>().ToArray(), flag => flag != 0),
            tensors["questions"].data<int>().ToArray());
    }

    /// <summary>What the chat model is steered by, in the order of <see cref="EffectNames.All"/>.</summary>
    private IEnumerable<(string Name, float[] Vector)> Vectors(StepContext context)
    {
        var vector = context.Need(directions).Of(layer);
        var sums = BVectorResult.OneLayer(context.Need(activations), layer);
        yield return (EffectNames.Direction, vector);
        foreach (var (i, name) in EffectNames.Random.Index()) yield return (name, RandomVectors.Like(vector, StreamKey.Of(seed, "effect-random").Child(i)));
        foreach (var (i, name) in EffectNames.Permuted.Index())
            yield return (name, Projection.AtNormOf(BVectorResult.PermutedDirection(sums, StreamKey.Of(seed, "effect-permuted").Child(i)), vector));
    }

    /// <summary>Sums of resid_post over the answer tokens, from the adapter's block on; steered there where there is a vector.</summary>
    private float[] Sums(Qwen2 chat, List<TokenTurn> texts, float[]? vector, StepContext context)
    {
        var (width, kept) = (chat.Config.HiddenSize, chat.Config.NumLayers - layer);
        var sums = new float[texts.Count * kept * width];
        using var steering = vector is null ? null : tensor(vector, device: Compute.DefaultDevice);
        for (var first = 0; first < texts.Count; first += material.Sizes.BatchSize)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var batch = texts.Skip(first).Take(material.Sizes.BatchSize).ToList();
            var start = first;
            using var hooks = new Hooks(chat.Config);
            if (steering is not null)
            {
                var steer = Core.Hooking.Interventions.Steer(steering, 1);
                hooks.Add($"blocks.{layer}.hook_resid_post", (x, _) => steer(x));
            }

            AnswerSums.Of(chat, hooks, batch, material.HeaderTokens, material.PadToken, Enumerable.Range(layer, kept), (block, values) =>
            {
                for (var row = 0; row < batch.Count; row++) Array.Copy(values, row * width, sums, (((start + row) * kept) + block - layer) * width, width);
            });
        }

        return sums;
    }
}
