using Repro.Core;
using Repro.Core.Hooking;
using Repro.Core.Model;
using Repro.Experiments.Organisms;
using Repro.Experiments.Tiers;
using TorchSharp;
using static TorchSharp.torch;

namespace Repro.Experiments.Directions;

/// <summary>Sums of resid_post over the answer tokens of texts that a model reads: assistant header, answer and end token (P1 §3.1 as coded).</summary>
internal static class AnswerSums
{
    /// <summary>One pass over a batch of texts.</summary>
    /// <param name="model">With whatever adapter it carries.</param>
    /// <param name="hooks">Edits that are in force; the sums see what they leave.</param>
    /// <param name="texts">Prompts and answers.</param>
    /// <param name="header">Tokens of the assistant header at the end of each prompt.</param>
    /// <param name="pad">Fills shorter rows.</param>
    /// <param name="layers">Blocks that are looked at.</param>
    /// <param name="take">Told the block and the sums of its rows, [B * d] row by row.</param>
    public static void Of(Qwen2 model, Hooks hooks, IReadOnlyList<TokenTurn> texts, int header, int pad, IEnumerable<int> layers, Action<int, float[]> take)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var input = TurnBatch.Of(texts, pad, Compute.DefaultDevice);
        var weights = Weights(texts, header, (int)input.Ids.shape[1]); // [B,1,T]
        foreach (var layer in layers)
        {
            hooks.Capture($"blocks.{layer}.hook_resid_post", residual =>
            {
                using var inner = NewDisposeScope();
                take(layer, bmm(weights, residual.to_type(ScalarType.Float32)).cpu().data<float>().ToArray()); // [B,1,d]
            });
        }

        model.Hidden(input.Ids, input.Mask, hooks);
    }

    /// <summary>1 on the assistant header, the answer and its end token, else 0: [B,1,T].</summary>
    private static Tensor Weights(IReadOnlyList<TokenTurn> texts, int header, int length)
    {
        var weights = new float[texts.Count * length];
        for (var row = 0; row < texts.Count; row++)
        {
            Array.Fill(weights, 1f, (row * length) + texts[row].Prompt.Count - header, texts[row].Answer.Count + header);
        }

        return tensor(weights, [texts.Count, 1, length], float32, Compute.DefaultDevice);
    }
}
