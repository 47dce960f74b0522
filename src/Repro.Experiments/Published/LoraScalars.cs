using System.Globalization;
using Repro.Claims;
using Repro.Experiments.Data;
using Repro.Experiments.Probes;

namespace Repro.Experiments.Published;

/// <summary>Reads released scalars of one class of answers: a CSV with one row a token.</summary>
internal static class LoraScalars
{
    private const string Prefix = "layer_";

    /// <summary>Reads a file, plain or gzip. Every mistake names file and line.</summary>
    /// <exception cref="InputException">A column is missing, a field is no number, or an answer has two prompts.</exception>
    public static ScalarTable Read(string path)
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

        return answers.Count > 0 ? new ScalarTable(layers, [.. scalars], [.. answers], [.. prompts], ScalarTable.Weigh(answers, prompts.Count, divergence, gradient)) : throw csv.NoAnswers();
    }
}
