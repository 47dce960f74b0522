using System.Buffers;
using Repro.Core.Kernels;
using Repro.Core.Model;
using TorchSharp;
using static TorchSharp.torch;

namespace Repro.Core.Generation;

/// <summary>
/// Draws its share of the answers in a fixed number of slots: finished answers leave, waiting requests take their slots. Requests of
/// one prompt that come in together read it once.
/// </summary>
internal sealed class AnswerLane : IDisposable
{
    /// <summary>Requests come in when this share of the slots is free: one pass over a prompt then serves many.</summary>
    private const int Refill = 8;

    private readonly Qwen2 model;
    private readonly IReadOnlyList<GenerationRequest> requests;
    private readonly SamplingOptions options;
    private readonly Hooking.Hooks? hooks;
    private readonly List<int>[] answers;
    private readonly Action<int> finished;
    private readonly Queue<int> waiting;
    private readonly KvCache cache;
    private readonly int slots;

    /// <param name="model">The model.</param>
    /// <param name="requests">All requests.</param>
    /// <param name="mine">Indices of this lane's, in the order in which they come in.</param>
    /// <param name="options">Temperature, length, slots.</param>
    /// <param name="hooks">Interventions.</param>
    /// <param name="answers">Where the tokens go, by request.</param>
    /// <param name="finished">Told how many answers have just ended.</param>
    public AnswerLane(
        Qwen2 model, IReadOnlyList<GenerationRequest> requests, int[] mine, SamplingOptions options, Hooking.Hooks? hooks, List<int>[] answers, Action<int> finished)
    {
        (this.model, this.requests, this.options, this.hooks, this.answers, this.finished) = (model, requests, options, hooks, answers, finished);
        waiting = new Queue<int>(mine);
        slots = Math.Min(options.BatchSize, mine.Length);
        cache = new KvCache(model.Config, slots, Columns(mine.Max(i => requests[i].Prompt.Length), options.MaxNewTokens, slots < mine.Length), model.Device, model.Dtype) { Names = [] };
    }

    /// <summary>
    /// Length of the cache's axis of time. Answers that begin later need room behind the earlier ones until these have left; half as
    /// much again lets the whole cache move to the front once in that many steps.
    /// </summary>
    public static int Columns(int longestPrompt, int newTokens, bool refilled)
    {
        var room = longestPrompt + newTokens - 1; // the last token is drawn, never read
        return refilled ? room + (room / 2) + 1 : room;
    }

    /// <summary>Draws all answers.</summary>
    public void Run(CancellationToken ct)
    {
        while (waiting.Count > 0 || cache.Rows.Count > 0)
        {
            ct.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            if (waiting.Count > 0 && (slots - cache.Rows.Count) * Refill >= slots) Admit();
            if (cache.Rows.Count > 0) Step();
        }
    }

    public void Dispose() => cache.Dispose();

    /// <summary>Reads the prompts of the next requests, draws their first tokens and gives them slots.</summary>
    private void Admit()
    {
        var next = new List<int>();
        while (waiting.Count > 0 && cache.Rows.Count + next.Count < slots) next.Add(waiting.Dequeue());
        var groups = PromptGroup.Of(requests, next);
        var longest = groups.Max(g => g.Prompt.Length);
        using var prefix = new KvCache(model.Config, groups.Count, longest, model.Device, model.Dtype) { Names = [.. groups.Select(g => g.Members[0])] };
        var (ids, mask) = Prompts(groups, longest);
        var logits = model.Forward(ids, mask, hooks, prefix, lastOnly: true); // [groups, 1, V]
        var rows = groups.SelectMany((group, row) => group.Members.Select(member => (Row: row, Request: member))).ToList();
        var ended = Draw(logits, [.. rows.Select(r => r.Request)], [.. rows.Select(r => r.Row)]);
        var stay = rows.Where((_, i) => !ended[i]).ToList();
        cache.Admit(prefix, [.. stay.Select(r => r.Row)], [.. stay.Select(r => r.Request)]);
        if (stay.Count < rows.Count) finished(rows.Count - stay.Count);
    }

    /// <summary>One more token of every answer in a slot.</summary>
    private void Step()
    {
        cache.MakeRoom(1);
        long[] last = [.. cache.Rows.Select(i => (long)answers[i][^1])];
        var logits = model.Forward(tensor(last, [last.Length, 1], device: model.Device), mask: null, hooks, cache, lastOnly: true); // [B, 1, V]
        var ended = Draw(logits, cache.Rows, [.. Enumerable.Range(0, last.Length)]);
        var count = ended.Count(e => e);
        if (count == 0) return;
        cache.Remove(ended);
        finished(count);
    }

    /// <summary>Draws a token for each request from its row of logits; tells which answers have ended.</summary>
    private bool[] Draw(Tensor logits, IReadOnlyList<int> who, int[] rows)
    {
        var uniforms = Array.ConvertAll([.. who], i => requests[i].Stream.UniformAt((ulong)answers[i].Count));
        var drawn = DeviceSampler.Serves(model.Device, options)
            ? DeviceSampler.Draw(logits.squeeze(1), rows, uniforms, options.Temperature)
            : OnHost(logits, who, rows, uniforms);
        var ended = new bool[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            var answer = answers[who[i]];
            answer.Add(drawn[i]);
            ended[i] = options.Stops(drawn[i]) || answer.Count == options.MaxNewTokens;
        }

        return ended;
    }

    private unsafe int[] OnHost(Tensor logits, IReadOnlyList<int> who, int[] rows, double[] uniforms)
    {
        var vocabulary = (int)logits.shape[2];
        using var values = logits.to(ScalarType.Float32, CPU).contiguous();
        var first = Native.Floats(values);
        var drawn = new int[rows.Length];
        Native.For(rows.Length, 8, (_, from, to) =>
        {
            var scratch = ArrayPool<double>.Shared.Rent(vocabulary);
            for (var i = from; i < to; i++)
            {
                var row = new ReadOnlySpan<float>(first + ((long)rows[i] * vocabulary), vocabulary);
                if (options.RepetitionPenalty != 1) row = Penalised(row, who[i]);
                drawn[i] = Sampler.Draw(row, uniforms[i], options, scratch.AsSpan(0, vocabulary));
            }

            ArrayPool<double>.Shared.Return(scratch);
        });
        GC.KeepAlive(values);
        return drawn;
    }

    private float[] Penalised(ReadOnlySpan<float> row, int request)
    {
        var logits = row.ToArray(); // samples of a prompt share the row
        Sampler.Penalise(logits, requests[request].Prompt.Concat(answers[request]), options.RepetitionPenalty);
        return logits;
    }

    private (Tensor Ids, Tensor Mask) Prompts(List<PromptGroup> groups, int longest)
    {
        var ids = new long[groups.Count * longest];
        var mask = new long[groups.Count * longest];
        Array.Fill(ids, options.PadToken);
        for (var row = 0; row < groups.Count; row++)
        {
            var prompt = groups[row].Prompt;
            var at = ((row + 1) * longest) - prompt.Length;
            for (var i = 0; i < prompt.Length; i++) (ids[at + i], mask[at + i]) = (prompt[i], 1);
        }

        long[] shape = [groups.Count, longest];
        return (tensor(ids, shape, device: model.Device), tensor(mask, shape, device: model.Device));
    }
}
