using TorchSharp;
using static TorchSharp.torch;

namespace Repro.Core.Hooking;

/// <summary>
/// Keeps intermediates (residuals, LoRA scalars) of the answers' tokens while they are generated. The last token of an answer is drawn
/// but never read by the model, so an answer of n tokens has n - 1 of them; tokens of the prompt are left out.
/// Batches may run side by side and answers may share slots: what is kept is the same.
/// </summary>
public sealed class AnswerCapture : IDisposable
{
    private readonly List<IDisposable> scopes = [];
    private readonly Dictionary<string, Kept[]> kept = new(StringComparer.Ordinal);
    private readonly bool means;

    /// <summary>Begins to capture: give the same hooks to the generator.</summary>
    /// <param name="hooks">Hooks of the generation. Edits of the same names that were added before are seen in what is kept.</param>
    /// <param name="requests">Number of the generation's requests.</param>
    /// <param name="names">Intermediates, by TransformerLens's names.</param>
    /// <param name="means">Whether the mean over an answer's tokens is kept (float64 sums) in place of every token.</param>
    /// <exception cref="ArgumentException">No intermediate has such a name.</exception>
    public AnswerCapture(Hooks hooks, int requests, IEnumerable<string> names, bool means = false)
    {
        ArgumentNullException.ThrowIfNull(hooks);
        ArgumentNullException.ThrowIfNull(names);
        this.means = means;
        foreach (var name in names)
        {
            var rows = new Kept[requests];
            for (var i = 0; i < requests; i++) rows[i] = new Kept();
            kept.Add(name, rows);
            scopes.Add(hooks.Add(name, (x, context) =>
            {
                if (context.Past > 0) Keep(x, context.Rows, rows);
                return x;
            }));
        }
    }

    /// <summary>How many tokens of an answer were kept under a name.</summary>
    public int Tokens(int request, string name) => Of(request, name).Count;

    /// <summary>
    /// What was kept of one answer, float32 on the CPU, new at every call: [tokens, C], or the mean [C]. Intermediates with heads have
    /// them flattened.
    /// </summary>
    /// <exception cref="ArgumentException">The name was not captured, or there is no such request.</exception>
    /// <exception cref="InvalidOperationException">A mean of no token.</exception>
    public Tensor Read(int request, string name)
    {
        var row = Of(request, name);
        if (!means) return tensor(row.Values.ToArray(), [row.Count, row.Count == 0 ? 0 : row.Values.Count / row.Count]);
        if (row.Count == 0) throw new InvalidOperationException($"A mean needs at least one token that the model read, but answer {request} has none at {name}. Leave out answers of one token.");
        return tensor(Array.ConvertAll(row.Sums, sum => (float)(sum / row.Count)));
    }

    /// <summary>Ends capturing; what was kept stays.</summary>
    public void Dispose() => scopes.ForEach(scope => scope.Dispose());

    private Kept Of(int request, string name)
    {
        if (!kept.TryGetValue(name, out var rows)) throw new ArgumentException($"'{name}' was not captured. Captured: {string.Join(", ", kept.Keys)}.");
        return request >= 0 && request < rows.Length ? rows[request] : throw new ArgumentException($"There are requests 0 to {rows.Length - 1}, got {request}.");
    }

    private void Keep(Tensor x, IReadOnlyList<int> requests, Kept[] rows)
    {
        using var scope = NewDisposeScope();
        var values = x.detach().to(ScalarType.Float32, CPU).contiguous().data<float>().ToArray(); // a step reads one token a row
        var width = values.Length / requests.Count;
        for (var i = 0; i < requests.Count; i++) rows[requests[i]].Take(values.AsSpan(i * width, width), means);
    }

    private sealed class Kept
    {
        public int Count { get; private set; }

        public List<float> Values { get; } = [];

        public double[] Sums { get; private set; } = [];

        public void Take(ReadOnlySpan<float> token, bool mean)
        {
            Count++;
            if (!mean)
            {
                Values.AddRange(token);
                return;
            }

            if (Sums.Length == 0) Sums = new double[token.Length];
            for (var i = 0; i < token.Length; i++) Sums[i] += token[i];
        }
    }
}
