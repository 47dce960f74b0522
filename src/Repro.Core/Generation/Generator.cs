using Repro.Core.Kernels;
using Repro.Core.Model;
using TorchSharp;
using static TorchSharp.torch;

namespace Repro.Core.Generation;

/// <summary>
/// Draws answers in batches: prompts padded on the left, keys and values cached, finished rows leave. On the CPU several batches run
/// side by side, one thread each, unless a hook captures.
/// </summary>
public static class Generator
{
    /// <summary>Parameters below which one token's operators are too small for two threads.</summary>
    private const long Small = 32_000_000;

    /// <summary>The new tokens of every request, in the order of the requests, with the stop token where it was reached.</summary>
    /// <param name="model">The model, with or without an adapter.</param>
    /// <param name="requests">Prompts and their streams.</param>
    /// <param name="options">Temperature, length, batch.</param>
    /// <param name="hooks">Interventions; their context names rows by request.</param>
    /// <param name="progress">Told the number of finished answers.</param>
    /// <param name="ct">Stops between two tokens.</param>
    /// <exception cref="ArgumentException">An option is wrong, a prompt is empty, has an unknown token or is too long.</exception>
    public static IReadOnlyList<int[]> Generate(
        Qwen2 model,
        IReadOnlyList<GenerationRequest> requests,
        SamplingOptions options,
        Hooking.Hooks? hooks = null,
        IProgress<int>? progress = null,
        CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(requests);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate(model.Config.VocabSize);
        for (var i = 0; i < requests.Count; i++) Check(model.Config, requests[i].Prompt, i, options.MaxNewTokens);
        var answers = new List<int>[requests.Count];
        for (var i = 0; i < answers.Length; i++) answers[i] = [];
        var done = 0;
        using var quiet = no_grad();
        // Prompts of like length go together: less padding. The answers do not depend on it.
        var batches = Enumerable.Range(0, requests.Count).OrderBy(i => requests[i].Prompt.Length).Chunk(options.RowsFor(requests.Count)).ToList();
        if (model.Device.type == DeviceType.CPU && hooks is not { Captures: true }) Lanes.Run(batches.Count, One, tiny: model.parameters().Sum(p => p.numel()) < Small);
        else batches.ForEach(batch => Batch(model, requests, batch, options, hooks, answers, Finished, ct));
        return [.. answers.Select(a => a.ToArray())];

        void One(int lane) => Batch(model, requests, batches[lane], options, hooks, answers, Finished, ct);

        void Finished(int count)
        {
            lock (answers) progress?.Report(done += count);
        }
    }

    private static void Batch(
        Qwen2 model, IReadOnlyList<GenerationRequest> requests, int[] batch, SamplingOptions options, Hooking.Hooks? hooks, List<int>[] answers, Action<int> finished, CancellationToken ct)
    {
        var longest = batch.Max(i => requests[i].Prompt.Length);
        using var cache = new KvCache(model.Config, batch.Length, longest + options.MaxNewTokens - 1, model.Device, model.Dtype) { Names = batch };
        var (ids, mask) = Prompts(requests, batch, longest, options.PadToken);
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var width = ids.Length / cache.Rows.Count;
            var real = mask is null ? null : tensor(mask, [cache.Rows.Count, width], device: model.Device);
            using var logits = model.Forward(tensor(ids, [cache.Rows.Count, width], device: model.Device), real, hooks, cache, lastOnly: true); // [B, 1, V]
            var drawn = Draw(logits.to(ScalarType.Float32, CPU).contiguous(), cache.Rows, requests, answers, options);
            var leave = new bool[drawn.Length];
            for (var row = 0; row < drawn.Length; row++)
            {
                var answer = answers[cache.Rows[row]];
                answer.Add(drawn[row]);
                leave[row] = drawn[row] == options.StopToken || answer.Count == options.MaxNewTokens;
            }

            var left = leave.Count(l => l);
            if (left > 0)
            {
                cache.Remove(leave);
                finished(left);
            }

            if (cache.Rows.Count == 0) return;
            (ids, mask) = ([.. cache.Rows.Select(i => (long)answers[i][^1])], null);
        }
    }

    private static int[] Draw(Tensor logits, IReadOnlyList<int> rows, IReadOnlyList<GenerationRequest> requests, List<int>[] answers, SamplingOptions options)
    {
        var vocabulary = (int)logits.shape[2];
        var values = logits.data<float>().ToArray();
        var drawn = new int[rows.Count];
        Native.For(rows.Count, 8, (_, from, to) =>
        {
            var scratch = new double[vocabulary];
            for (var row = from; row < to; row++)
            {
                var uniform = requests[rows[row]].Stream.UniformAt((ulong)answers[rows[row]].Count);
                drawn[row] = Sampler.Draw(values.AsSpan(row * vocabulary, vocabulary), uniform, options, scratch);
            }
        });
        return drawn;
    }

    private static (long[] Ids, long[]? Mask) Prompts(IReadOnlyList<GenerationRequest> requests, int[] batch, int longest, int pad)
    {
        var ids = new long[batch.Length * longest];
        var mask = new long[batch.Length * longest];
        Array.Fill(ids, pad);
        for (var row = 0; row < batch.Length; row++)
        {
            var prompt = requests[batch[row]].Prompt;
            var at = ((row + 1) * longest) - prompt.Length;
            for (var i = 0; i < prompt.Length; i++) (ids[at + i], mask[at + i]) = (prompt[i], 1);
        }

        return (ids, mask);
    }

    private static void Check(Qwen2Config config, int[] prompt, int index, int fresh)
    {
        if (prompt.Length == 0) throw new ArgumentException($"A prompt must have at least one token, got none in request {index}. Begin with a start or user token.");
        if (Array.Find(prompt, t => t < 0 || t >= config.VocabSize) is var wrong && (wrong < 0 || wrong >= config.VocabSize))
            throw new ArgumentException($"Prompt tokens must be in the vocabulary (0 to {config.VocabSize - 1}), got {wrong} in request {index}. Use the model's own tokenizer.");
        if (prompt.Length + fresh > config.MaxPositions)
            throw new ArgumentException($"A prompt and its answer may have at most {config.MaxPositions} tokens, got {prompt.Length} + {fresh} in request {index}. Shorten them.");
    }
}
