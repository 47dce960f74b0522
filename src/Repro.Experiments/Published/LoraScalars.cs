using System.Globalization;
using Repro.Claims;
using Repro.Experiments.Data;
using Repro.Experiments.Probes;

namespace Repro.Experiments.Published;

/// <summary>Released scalars of one class of answers: one row a token, one column a rank-1 adapter.</summary>
/// <param name="Layers">Layers of the adapters, in the file's order.</param>
/// <param name="Scalars">Token by token, one number an adapter.</param>
/// <param name="Answer">The answer that each token is part of, from 0.</param>
/// <param name="Prompt">The prompt of each answer.</param>
/// <param name="Significance">
/// Each token's share of its answer's divergence, in nats: norm of the gradient by its embedding over the sum of the norms, times the sum of the
/// divergences (arXiv 2506.11618, appendix H).
/// </param>
internal sealed record LoraScalars(IReadOnlyList<int> Layers, double[] Scalars, int[] Answer, int[] Prompt, double[] Significance)
{
    private const string Prefix = "layer_";

    /// <summary>Figure 6 keeps tokens whose log significance is at least this.</summary>
    public const double LeastLogSignificance = 0.5;

    /// <summary>Reads a file, plain or gzip. Every mistake names file and line.</summary>
    /// <exception cref="InputException">A column is missing, a field is no number, or an answer has two prompts.</exception>
    public static LoraScalars Read(string path)
    {
        using var csv = CsvTable.Open(path, $"response, prompt, {Prefix}N, kl, kl_grad");
        foreach (var column in (string[])["response", "prompt", "kl", "kl_grad"])
            if (!csv.Header.Contains(column, StringComparer.Ordinal)) throw csv.Missing(column);
        string[] columns = [.. csv.Header.Where(h => h.StartsWith(Prefix, StringComparison.Ordinal))];
        if (columns.Length == 0) throw csv.Missing($"{Prefix}N");
        int[] layers = [.. columns.Select(c => int.TryParse(c[Prefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var layer) ? layer
            : throw new InputException($"{path}:1: a column of scalars is '{Prefix}' and a layer's number; got '{c}'. Rename it."))];
        var (scalars, answers, divergence, gradient) = (new List<double>(), new List<int>(), new List<double>(), new List<double>());
        var (index, prompts) = (new Dictionary<string, int>(StringComparer.Ordinal), new List<int>());
        while (csv.Read())
        {
            var name = csv.Text("response");
            var prompt = (int)csv.Number("prompt");
            if (!index.TryGetValue(name, out var answer))
            {
                index.Add(name, answer = index.Count);
                prompts.Add(prompt);
            }

            if (prompts[answer] != prompt) throw csv.Wrong($"an answer has one prompt; '{name}' has {prompts[answer]} above and {prompt} here.");
            answers.Add(answer);
            scalars.AddRange(columns.Select(csv.Number));
            divergence.Add(csv.Number("kl"));
            gradient.Add(csv.Number("kl_grad"));
        }

        return answers.Count > 0 ? new LoraScalars(layers, [.. scalars], [.. answers], [.. prompts], Weigh(answers, prompts.Count, divergence, gradient)) : throw csv.NoAnswers();
    }

    /// <summary>Two classes as one set. Prompts keep their numbers, which the release shares between its files.</summary>
    public static TokenSet Join(LoraScalars positive, LoraScalars negative) => new(
        positive.Layers.Count,
        [.. positive.Scalars, .. negative.Scalars],
        [.. positive.Answer, .. negative.Answer.Select(a => a + positive.Prompt.Length)],
        [.. positive.Prompt.Select(_ => true), .. negative.Prompt.Select(_ => false)],
        [.. positive.Prompt, .. negative.Prompt]);

    /// <summary>Only the tokens that Figure 6 keeps.</summary>
    public LoraScalars Significant()
    {
        int[] kept = [.. Enumerable.Range(0, Answer.Length).Where(t => Significance[t] > 0 && Math.Log(Significance[t]) >= LeastLogSignificance)];
        return this with
        {
            Scalars = [.. kept.SelectMany(t => Scalars[(t * Layers.Count)..((t + 1) * Layers.Count)])],
            Answer = [.. kept.Select(t => Answer[t])],
            Significance = [.. kept.Select(t => Significance[t])],
        };
    }

    private static double[] Weigh(List<int> answers, int count, List<double> divergence, List<double> gradient)
    {
        var (total, norms) = (new double[count], new double[count]);
        for (var t = 0; t < answers.Count; t++)
        {
            total[answers[t]] += divergence[t];
            norms[answers[t]] += gradient[t];
        }

        return [.. answers.Select((answer, t) => norms[answer] > 0 ? gradient[t] / norms[answer] * total[answer] : 0)];
    }
}
