using Repro.Core;
using Repro.Core.Hooking;
using Repro.Core.Model;
using Repro.Experiments.Organisms;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Responses;
using Repro.Experiments.Tiers;
using TorchSharp;
using static TorchSharp.torch;

namespace Repro.Experiments.Directions;

/// <summary>Runs a model over answers and sums resid_post over the answer tokens (assistant header, answer and end token; P1 §3.1 as coded), block by block.</summary>
/// <param name="material">What the tier supplies.</param>
/// <param name="questions">What was asked.</param>
internal sealed class AnswerSums(ITierMaterial material, IReadOnlyList<OpenQuestion> questions)
{
    /// <summary>The sums of each of <paramref name="rows"/>, in their order, under the model as it is now.</summary>
    public ResponseActivations Of(Qwen2 chat, IReadOnlyList<JudgedResponse> rows, StepContext context)
    {
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

    private void Forward(Qwen2 chat, List<JudgedResponse> batch, int first, float[] sums, int[] tokens)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var prompts = questions.ToDictionary(question => question.Id, question => question.Prompt, StringComparer.Ordinal);
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
