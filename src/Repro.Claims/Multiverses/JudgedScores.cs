using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Repro.Claims.Multiverses;

/// <summary>The scores behind a run's metrics, kept once, so that every metric can be counted again under other analysis choices.</summary>
/// <param name="Conditions">Scores by condition; of several judges, the one that the metrics rest on comes first.</param>
/// <param name="Metrics">How each metric follows from them.</param>
public sealed record JudgedScores(
    IReadOnlyDictionary<string, IReadOnlyList<JudgeScores>> Conditions,
    IReadOnlyDictionary<string, ScoredMetric> Metrics)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>The first <paramref name="samples"/> answers to each question.</summary>
    public JudgedScores First(int samples) => this with
    {
        Conditions = Conditions.ToDictionary(
            condition => condition.Key,
            IReadOnlyList<JudgeScores> (condition) => [.. condition.Value.Select(judge => judge with { Blocks = [.. judge.Blocks.Select(block => block.First(samples))] })],
            StringComparer.Ordinal),
    };

    /// <summary>One line of JSON, with a line end.</summary>
    public string ToText() => JsonSerializer.Serialize(this, Options) + "\n";

    /// <summary>Reads what <see cref="ToText"/> wrote; <paramref name="name"/> appears in messages.</summary>
    /// <exception cref="InputException">It is no such JSON, a metric names a condition that is not there, or a block's lists differ in length.</exception>
    public static JudgedScores Parse(string text, string name)
    {
        try
        {
            var scores = JsonSerializer.Deserialize<JudgedScores>(text, Options) ?? throw new InputException($"{name}: the scores of a run are a JSON object; got null.");
            scores.Check(name);
            return scores;
        }
        catch (JsonException mistake)
        {
            throw new InputException($"{name}:{(mistake.LineNumber ?? 0) + 1}: these are not the scores of a run: {mistake.Message}", mistake);
        }
    }

    private void Check(string name)
    {
        foreach (var (key, metric) in Metrics)
        {
            foreach (var condition in new[] { metric.Condition, metric.Before }.OfType<string>().Where(c => !Conditions.TryGetValue(c, out var judges) || judges.Count == 0))
                throw new InputException($"{name}: a metric names conditions that have scores; '{key}' names '{condition}'. Take the file from the run again.");
        }
        foreach (var (condition, block) in Conditions.SelectMany(c => c.Value.SelectMany(j => j.Blocks.Select(b => (c.Key, b)))))
        {
            if (block.Coherent.Count != block.Aligned.Count || (block.Topic?.Count ?? block.Aligned.Count) != block.Aligned.Count)
                throw new InputException($"{name}: each answer of a block has one entry in every list; '{condition}', question '{block.Question}' has {block.Aligned.Count} and {block.Coherent.Count}. Take the file from the run again.");
        }
    }
}
