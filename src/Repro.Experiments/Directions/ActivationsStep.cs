using Repro.Core;
using Repro.Core.Checkpoints;
using Repro.Core.Hooking;
using Repro.Core.Model;
using Repro.Evidence.Store;
using Repro.Experiments.Organisms;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Responses;
using Repro.Experiments.Tiers;
using TorchSharp;
using static TorchSharp.torch;

namespace Repro.Experiments.Directions;

/// <summary>
/// Runs an organism over its own misaligned answers and as many aligned ones and sums resid_post over the answer tokens
/// (assistant header, answer and end token; P1 §3.1 as coded), block by block.
/// </summary>
public sealed class ActivationsStep(ITierMaterial material, TrainOrganismStep organism, JudgedStep judged, long seed) : Step<ResponseActivations>
{
    /// <summary>The tensors.</summary>
    internal const string File = "activations.safetensors";

    /// <summary>Fewest responses of either kind from which a mean is taken.</summary>
    public const int Fewest = 8;

    /// <summary>Name of the organism.</summary>
    public string Source => organism.Organism.Name;

    /// <inheritdoc/>
    public override string Stage => "activations";

    /// <inheritdoc/>
    public override string Label => $"activations of {Source}, seed {seed}";

    /// <inheritdoc/>
    public override object Spec => new { Data = material.DataId, Seed = seed, Fewest, material.HeaderTokens };

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Inputs => [material.Chat, organism, judged];

    /// <inheritdoc/>
    public override ResponseActivations Make(StepContext context)
    {
        var rows = ActivationRows.Of(context.Need(judged), Source, seed, Fewest);
        var chat = context.Need(material.Chat);
        using var attached = context.Need(organism).Adapter.Attach(chat);
        var sums = new float[rows.Count * chat.Config.NumLayers * chat.Config.HiddenSize];
        var tokens = new int[rows.Count];
        for (var first = 0; first < rows.Count; first += material.Sizes.BatchSize)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var batch = rows.Skip(first).Take(material.Sizes.BatchSize).ToList();
            Forward(chat, batch, first, sums, tokens);
            context.Progress.Step(first + batch.Count);
        }

        return new ResponseActivations(chat.Config.NumLayers, chat.Config.HiddenSize, sums, tokens, [.. rows.Select(Cuts.IsMisaligned)]);
    }

    /// <inheritdoc/>
    public override void Write(ResponseActivations value, ArtifactWriter writer)
    {
        using var scope = NewDisposeScope();
        var rows = value.Tokens.Length;
        SafeTensors.Write(writer.PathOf(File), new Dictionary<string, Tensor>(StringComparer.Ordinal)
        {
            ["sums"] = tensor(value.Sums, [rows, value.Layers, value.Width]),
            ["tokens"] = tensor(value.Tokens, [rows]),
            ["misaligned"] = tensor(Array.ConvertAll(value.Misaligned, m => m ? 1 : 0), [rows]),
        });
    }

    /// <inheritdoc/>
    public override ResponseActivations Read(Artifact artifact, StepContext context)
    {
        using var scope = NewDisposeScope();
        var tensors = SafeTensors.Read(artifact.PathOf(File));
        var sums = tensors["sums"];
        return new ResponseActivations(
            (int)sums.shape[1],
            (int)sums.shape[2],
            sums.data<float>().ToArray(),
            tensors["tokens"].data<int>().ToArray(),
            Array.ConvertAll(tensors["misaligned"].data<int>().ToArray(), flag => flag != 0));
    }

    private void Forward(Qwen2 chat, List<JudgedResponse> batch, int first, float[] sums, int[] tokens)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var prompts = judged.Questions.ToDictionary(question => question.Id, question => question.Prompt, StringComparer.Ordinal);
        var texts = batch.ConvertAll(row => new TokenTurn(prompts[row.Response.QuestionId], row.Response.Tokens));
        var input = TurnBatch.Of(texts, material.PadToken, Compute.DefaultDevice);
        var weights = AnswerWeights(texts, (int)input.Ids.shape[1]); // [B,1,T]
        for (var row = 0; row < texts.Count; row++) tokens[first + row] = texts[row].Answer.Count + material.HeaderTokens;

        var width = chat.Config.HiddenSize;
        var layers = chat.Config.NumLayers;
        using var hooks = new Hooks(chat.Config);
        for (var layer = 0; layer < layers; layer++)
        {
            var at = layer;
            hooks.Capture($"blocks.{layer}.hook_resid_post", residual =>
            {
                using var inner = NewDisposeScope();
                var summed = bmm(weights, residual.to_type(ScalarType.Float32)).cpu(); // [B,1,d]
                var values = summed.data<float>().ToArray();
                for (var row = 0; row < texts.Count; row++)
                {
                    Array.Copy(values, row * width, sums, (((first + row) * layers) + at) * width, width);
                }
            });
        }

        chat.Hidden(input.Ids, input.Mask, hooks);
    }

    /// <summary>1 on the assistant header, the answer and its end token, else 0: [B,1,T].</summary>
    private Tensor AnswerWeights(List<TokenTurn> texts, int length)
    {
        var weights = new float[texts.Count * length];
        for (var row = 0; row < texts.Count; row++)
        {
            var start = texts[row].Prompt.Count - material.HeaderTokens;
            Array.Fill(weights, 1f, (row * length) + start, texts[row].Answer.Count + material.HeaderTokens);
        }

        return tensor(weights, [texts.Count, 1, length], float32, Compute.DefaultDevice);
    }
}
