using Repro.Core.Hooking;
using Repro.Experiments.Scalars;
using TorchSharp;
using static TorchSharp.torch;

namespace Repro.Experiments.Patching;

/// <summary>
/// Scalars of one prompt's generations, at the prompt's positions (the same for all samples) and at each token of an answer that the model read. Requests of
/// a generation are samples 0, 1, ... of that prompt.
/// </summary>
internal sealed class ScalarRecord(IReadOnlyList<int> layers, int samples)
{
    private readonly float[][] prompt = new float[layers.Count][];
    private readonly List<float>[][] answers = [.. layers.Select(_ => Enumerable.Range(0, samples).Select(_ => new List<float>()).ToArray())];

    /// <summary>Records: give the same hooks to the generator. Lanes may run side by side; each request is one lane's.</summary>
    public void Listen(Hooks hooks)
    {
        foreach (var (at, layer) in layers.Index())
        {
            hooks.Add(ScalarHooks.Name(layer), (x, context) =>
            {
                var values = Values(x);
                if (context.Past == 0) prompt[at] = values[context.Start[0]..(int)x.shape[1]]; // one prompt: every row is it
                else for (var row = 0; row < context.Rows.Count; row++) answers[at][context.Rows[row]].Add(values[row]);
                return x;
            });
        }
    }

    /// <summary>
    /// Replaces a generation's scalars by the recorded ones. At an answer's positions past the donor's end the receiver keeps its own; with
    /// <paramref name="promptOnly"/> generated tokens have none at all.
    /// </summary>
    /// <param name="hooks">Hooks of the receiving generation; its prompts are as long as the donor's.</param>
    /// <param name="sources">For each request, the donor's sample.</param>
    /// <param name="promptOnly">The protocol of the code.</param>
    public void Replace(Hooks hooks, IReadOnlyList<int> sources, bool promptOnly)
    {
        foreach (var (at, layer) in layers.Index())
        {
            hooks.Add(ScalarHooks.Name(layer), (x, context) =>
                context.Past == 0 ? Prompts(x, prompt[at]) : promptOnly ? x.zeros_like() : Answers(x, context, answers[at], sources));
        }
    }

    private static Tensor Prompts(Tensor x, float[] recorded)
    {
        var (rows, tokens) = ((int)x.shape[0], (int)x.shape[1]);
        if (tokens != recorded.Length) throw new ArgumentException($"Scalars go into a prompt of as many tokens, {recorded.Length}; got {tokens}. Pair prompts of equal length.");
        return tensor([.. Enumerable.Repeat(recorded, rows).SelectMany(values => values)], [rows, tokens, 1], x.dtype, x.device);
    }

    private Tensor Answers(Tensor x, HookContext context, List<float>[] recorded, IReadOnlyList<int> sources)
    {
        var (values, known) = (new float[context.Rows.Count], new bool[context.Rows.Count]);
        for (var row = 0; row < values.Length; row++)
        {
            var from = recorded[sources[context.Rows[row]]];
            var place = context.Past - context.Start[row] - prompt[0].Length;
            known[row] = place < from.Count;
            if (known[row]) values[row] = from[place];
        }

        long[] shape = [values.Length, 1, 1];
        var patched = tensor(values, shape, x.dtype, x.device);
        return Array.TrueForAll(known, k => k) ? patched : where(tensor(known, shape, device: x.device), patched, x);
    }

    private static float[] Values(Tensor x) => x.to(ScalarType.Float32, CPU).contiguous().data<float>().ToArray();
}
