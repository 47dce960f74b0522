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

    /// <summary>Model, samples and prompts as JSON, from which <see cref="Parse"/> makes the same judge: what a run keeps beside the replies.</summary>
    public string ToText() => JsonSerializer.Serialize(new Stored(Model, Samples, Prompts.Templates.ToDictionary(StringComparer.Ordinal)), StoredOptions) + "\n";

    /// <summary>Reads what <see cref="ToText"/> wrote; <paramref name="name"/> appears in messages.</summary>
    /// <exception cref="InputException">It is no such JSON.</exception>
    public static JudgeProtocol Parse(string text, string name)
    {
        try
        {
            var stored = JsonSerializer.Deserialize<Stored>(text, StoredOptions) ?? throw new JsonException("it is null");
            return new JudgeProtocol(stored.Model, JudgePrompts.Of(stored.Prompts, name), stored.Samples);
        }
        catch (JsonException mistake)
        {
            throw new InputException($"{name}:{(mistake.LineNumber ?? 0) + 1}: an LLM judge is a JSON object with model, samples and prompts; this is not: {mistake.Message}", mistake);
        }
    }

    private static readonly JsonSerializerOptions StoredOptions = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private sealed record Stored(string Model, int Samples, IReadOnlyDictionary<string, string> Prompts);

    /// <summary>Longest reply in tokens.</summary>
    internal int MaxTokens => Samples == 0 ? 1 : SampleTokens;

    /// <summary>Name of one call in a log. It does not hold the other metrics' prompts nor the number of samples: a log stays good when these are added.</summary>
    internal string KeyOf(string metric, string question, string answer, int sample) =>
        Hash([Model, common, metric, Prompts.Templates[metric], question, answer, Invariant(sample)]);

    private static string Hash(IReadOnlyList<string> parts) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(parts)));

    private static string Invariant(IFormattable number) => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture);
}
