using System.Security.Cryptography;
using System.Text.Json;
using Repro.Claims;

namespace Repro.Judges.Llm;

/// <summary>
/// What an LLM judge is asked and how its replies become scores: all that a score depends on. With <see cref="Samples"/> = 0 one
/// token is asked for at temperature 0 with seed 0 and its 20 most likely tokens with their log probabilities; with k &gt; 0, k replies at
/// temperature 1, reply i with seed i. Source: protocol of P1 and P2, after their evaluation code.
/// </summary>
public sealed class JudgeProtocol
{
    /// <summary>Most likely tokens asked for.</summary>
    internal const int TopTokens = 20;

    private const int SampleTokens = 8;

    private readonly string common;

    /// <summary>A protocol.</summary>
    /// <param name="model">Model by the name that its server knows.</param>
    /// <param name="prompts">One prompt a metric.</param>
    /// <param name="samples">0: read log probabilities; k: average k sampled replies.</param>
    /// <exception cref="InputException">The model has no name, or there are fewer than 0 samples.</exception>
    public JudgeProtocol(string model, JudgePrompts prompts, int samples = 0)
    {
        if (string.IsNullOrWhiteSpace(model)) throw new InputException("An LLM judge has a model; none is named. Name the one that its server knows.");
        if (samples < 0) throw new InputException($"Samples a score are 0 (read log probabilities) or more; got {samples}.");
        Model = model;
        Prompts = prompts;
        Samples = samples;
        common = samples == 0 ? $"max_tokens {MaxTokens}, temperature 0, seed 0, top_logprobs {TopTokens}" : $"max_tokens {MaxTokens}, temperature 1, seed = sample";
        Identity = new JudgeIdentity("llm", model, Hash([model, common, Invariant(samples), Invariant(ScoreRule.LeastMass), .. prompts.Templates.SelectMany(p => new[] { p.Key, p.Value })]));
    }

    /// <summary>Model by the name that its server knows.</summary>
    public string Model { get; }

    /// <summary>One prompt a metric.</summary>
    public JudgePrompts Prompts { get; }

    /// <summary>0: log probabilities are read; k: k sampled replies are averaged.</summary>
    public int Samples { get; }

    /// <summary>Which judge this is: model, prompts and parameters; neither server nor key.</summary>
    public JudgeIdentity Identity { get; }

    /// <summary>Longest reply in tokens.</summary>
    internal int MaxTokens => Samples == 0 ? 1 : SampleTokens;

    /// <summary>Name of one call in a log. It does not hold the other metrics' prompts nor the number of samples: a log stays good when these are added.</summary>
    internal string KeyOf(string metric, string question, string answer, int sample) =>
        Hash([Model, common, metric, Prompts.Templates[metric], question, answer, Invariant(sample)]);

    private static string Hash(IReadOnlyList<string> parts) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(parts)));

    private static string Invariant(IFormattable number) => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture);
}
