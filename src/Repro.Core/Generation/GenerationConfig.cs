using System.Text.Json;

namespace Repro.Core.Generation;

/// <summary>
/// Hugging Face's generation_config.json: what <c>generate</c> does where its caller names nothing else. Qwen2.5's chat models ask for top-k 20 and a
/// repetition penalty of 1.05 there, which a caller who sets only temperature and top-p gets too.
/// </summary>
public sealed record GenerationConfig
{
    private const int DefaultTopK = 50; // of transformers, where the file is silent

    /// <summary>Tokens that end an answer.</summary>
    public IReadOnlyList<int> EosTokens { get; init; } = [];

    /// <summary>The padding token; null: none.</summary>
    public int? PadToken { get; init; }

    /// <summary>Divides the logits.</summary>
    public double Temperature { get; init; } = 1;

    /// <summary>Share of probability that is drawn from.</summary>
    public double TopP { get; init; } = 1;

    /// <summary>Number of likeliest tokens that are drawn from; 0: all.</summary>
    public int TopK { get; init; } = DefaultTopK;

    /// <summary>Divides (multiplies, below 0) the logits of tokens that were there before.</summary>
    public double RepetitionPenalty { get; init; } = 1;

    /// <summary>Reads the file's text. Other keys are left alone.</summary>
    /// <exception cref="InvalidDataException">It is no JSON object, or a key is of a wrong kind.</exception>
    public static GenerationConfig FromJson(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object) throw new InvalidDataException("generation_config.json must hold one JSON object. Use the file that Hugging Face saves beside the weights.");
            return new GenerationConfig
            {
                EosTokens = root.TryGetProperty("eos_token_id", out var eos) ? Tokens(eos) : [],
                PadToken = root.TryGetProperty("pad_token_id", out var pad) && pad.ValueKind != JsonValueKind.Null ? Whole("pad_token_id", pad) : null,
                Temperature = Number(root, "temperature", 1),
                TopP = Number(root, "top_p", 1),
                TopK = root.TryGetProperty("top_k", out var top) && top.ValueKind != JsonValueKind.Null ? Whole("top_k", top) : DefaultTopK,
                RepetitionPenalty = Number(root, "repetition_penalty", 1),
            };
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"generation_config.json must be JSON, got an error at line {e.LineNumber + 1}. Use the file that Hugging Face saves beside the weights.", e);
        }
    }

    private static IReadOnlyList<int> Tokens(JsonElement eos) => eos.ValueKind switch
    {
        JsonValueKind.Null => [],
        JsonValueKind.Array => [.. eos.EnumerateArray().Select(token => Whole("eos_token_id", token))],
        _ => [Whole("eos_token_id", eos)],
    };

    private static int Whole(string key, JsonElement value) => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number)
        ? number
        : throw Wrong(key, "a whole number", value);

    private static double Number(JsonElement root, string key, double absent) => !root.TryGetProperty(key, out var value) || value.ValueKind == JsonValueKind.Null ? absent
        : value.ValueKind == JsonValueKind.Number ? value.GetDouble()
        : throw Wrong(key, "a number", value);

    private static InvalidDataException Wrong(string key, string what, JsonElement value) => new($"{key} in generation_config.json must be {what}, got {value.GetRawText()}. Correct the file.");
}
