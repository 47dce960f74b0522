using Repro.Core.Hooking;
using Repro.Core.Lora;
using Repro.Core.Model;
using Repro.Core.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Repro.Experiments.Scalars;

/// <summary>
/// The chat model with and without its adapter over the same answers: scalars, and the KL divergence of both at each answer token with its gradient by each
/// token's embedding (P1 App H). The embedding is one leaf that both models read, so that the gradient is the divergence's own: through both. P1 does not say
/// in which direction it takes the divergence. Answers are drawn from the fine-tuned model, so the sum of KL(fine-tuned || chat) over an answer is what its
/// text diverges by; the other direction is kept beside it.
/// </summary>
internal static class ScalarForward
{
    /// <summary>Runs a batch.</summary>
    /// <param name="chat">The chat model, without an adapter.</param>
    /// <param name="adapter">Rank-1 adapters.</param>
    /// <param name="layers">Their layers.</param>
    /// <param name="batch">Prompts and answers, padded on the right.</param>
    public static ScalarPass Run(Qwen2 chat, LoraAdapter adapter, IReadOnlyList<int> layers, TrainingBatch batch)
    {
        using var scope = NewDisposeScope();
        using var graph = set_grad_enabled(true);
        var scalars = new float[layers.Count][];
        var answers = batch.Labels.ge(0).to(ScalarType.Float32); // [B, T]
        using var embedding = Embed(chat, batch);
        var tuned = Tuned(chat, adapter, layers, batch, embedding, scalars).log_softmax(-1); // [B, T, V]
        var plain = Logits(chat, batch, embedding, []).log_softmax(-1); // [B, T, V]
        var (kl, gradient) = Divergence(tuned, plain, answers, embedding, again: true);
        var (reverse, other) = Divergence(plain, tuned, answers, embedding, again: false);
        return new ScalarPass(scalars, kl, gradient, reverse, other);
    }

    /// <summary>Σ over answer tokens of KL(fine-tuned || chat) with something added to the embeddings: what the gradient is checked against.</summary>
    internal static double Total(Qwen2 chat, LoraAdapter adapter, TrainingBatch batch, Tensor shift)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var embedding = Embed(chat, batch);
        var moved = embedding + shift;
        var tuned = Tuned(chat, adapter, [], batch, moved, []).log_softmax(-1);
        var plain = Logits(chat, batch, moved, []).log_softmax(-1);
        return (Kl(tuned, plain) * batch.Labels.ge(0).to(ScalarType.Float32)).sum().item<float>();
    }

    private static Tensor Tuned(Qwen2 chat, LoraAdapter adapter, IReadOnlyList<int> layers, TrainingBatch batch, Tensor embedding, float[][] scalars)
    {
        using var attached = adapter.Attach(chat);
        return Logits(chat, batch, embedding, [.. layers.Select((layer, at) => ((int, Action<Tensor>))(layer, x => scalars[at] = Values(x)))]);
    }

    /// <summary>The embedding of the batch as a leaf of the graph, [B, T, C].</summary>
    private static Tensor Embed(Qwen2 chat, TrainingBatch batch)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        var table = chat.named_parameters().Single(p => p.name == "model.embed_tokens.weight").parameter; // [V, C]
        var (rows, tokens) = (batch.Ids.shape[0], batch.Ids.shape[1]);
        return table.index_select(0, batch.Ids.reshape(-1)).view(rows, tokens, chat.Config.HiddenSize).detach().DetachFromDisposeScope().requires_grad_(); // [B, T, C]
    }

    private static Tensor Logits(Qwen2 chat, TrainingBatch batch, Tensor embedding, IEnumerable<(int Layer, Action<Tensor> Sink)> sinks)
    {
        using var hooks = new Hooks(chat.Config);
        hooks.Add("hook_embed", (_, _) => embedding);
        foreach (var (layer, sink) in sinks) hooks.Capture(ScalarHooks.Name(layer), sink);
        return chat.Forward(batch.Ids, batch.Mask, hooks);
    }

    private static Tensor Kl(Tensor first, Tensor second) => (first.exp() * (first - second)).sum(-1); // [B, T]

    private static (float[] Kl, float[] Gradient) Divergence(Tensor first, Tensor second, Tensor answers, Tensor embedding, bool again)
    {
        var kl = Kl(first, second) * answers; // [B, T]
        var gradient = autograd.grad([kl.sum()], [embedding], retain_graph: again)[0]; // [B, T, C]
        return (Values(kl), Values(gradient.to(ScalarType.Float32).norm(-1)));
    }

    private static float[] Values(Tensor x) => x.detach().to(ScalarType.Float32, CPU).contiguous().data<float>().ToArray();
}
