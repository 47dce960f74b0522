using Repro.Core.Model;
using TorchSharp;
using static TorchSharp.torch;

namespace Repro.Core.Generation;

/// <summary>
/// Draws answers by continuous batching: prompts padded on the left and read once for all their samples, keys and values cached, the
/// slot of a finished answer given to the next request. On the CPU several lanes of slots run side by side, one thread each, unless a
/// hook captures.
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
        // Prompts of like length follow each other: less padding, and the samples of a prompt read it together. The answers do not depend on it.
        var order = Enumerable.Range(0, requests.Count).OrderBy(i => requests[i].Prompt.Length).ToArray();
        var aside = model.Device.type == DeviceType.CPU && hooks is not { Captures: true };
        var count = model.Device.type == DeviceType.CPU ? options.LanesFor(requests.Count) : 1;
        if (aside) Lanes.Run(count, One, tiny: model.parameters().Sum(p => p.numel()) < Small);
        else for (var lane = 0; lane < count; lane++) One(lane);
        return [.. answers.Select(a => a.ToArray())];

        void One(int lane)
        {
            var mine = order.Where((_, at) => at % count == lane).ToArray();
            if (mine.Length == 0) return;
            using var work = new AnswerLane(model, requests, mine, options, hooks, answers, Finished);
            work.Run(ct);
        }

        void Finished(int ended)
        {
            lock (answers) progress?.Report(done += ended);
        }
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
