using System.Text.Json;
using System.Text.Json.Nodes;

namespace Repro.Core.Model;

/// <summary>The shape of a Qwen2 model, in the terms of Hugging Face's config.json.</summary>
public sealed record Qwen2Config
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Number of token ids.</summary>
    public required int VocabSize { get; init; }

    /// <summary>Width d of the residual stream.</summary>
    public required int HiddenSize { get; init; }

    /// <summary>Width of the MLP.</summary>
    public required int IntermediateSize { get; init; }

    /// <summary>Number of blocks.</summary>
    public required int NumLayers { get; init; }

    /// <summary>Number of query heads.</summary>
    public required int NumHeads { get; init; }

    /// <summary>Number of key and value heads; divides <see cref="NumHeads"/>.</summary>
    public required int NumKeyValueHeads { get; init; }

    /// <summary>Base of the rotary frequencies.</summary>
    public double RopeTheta { get; init; } = 1e6;

    /// <summary>Epsilon of RMSNorm.</summary>
    public double RmsNormEps { get; init; } = 1e-6;

    /// <summary>True when the output projection is the embedding.</summary>
    public bool TieWordEmbeddings { get; init; }

    /// <summary>Longest sequence.</summary>
    public int MaxPositions { get; init; } = 32768;

    /// <summary>Width of one head.</summary>
    public int HeadDim => HiddenSize / NumHeads;

    /// <summary>Reads Hugging Face's config.json.</summary>
    /// <exception cref="InvalidDataException">It is not JSON, a key is missing or of a wrong kind, the model is not a Qwen2, or <see cref="Validate"/> refuses it.</exception>
    public static Qwen2Config FromJson(string json)
    {
        JsonObject root;
        try
        {
            root = JsonNode.Parse(json, documentOptions: new() { AllowDuplicateProperties = false }) as JsonObject ?? throw new InvalidDataException("config.json must hold one JSON object. Use the file that Hugging Face saves beside the weights.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"config.json must be JSON, got an error at line {e.LineNumber + 1}. Use the file that Hugging Face saves beside the weights.", e);
        }

        var type = Read(root, "model_type", "qwen2");
        if (type != "qwen2") throw new InvalidDataException($"model_type must be qwen2, got {type}. This reader knows the Qwen2 architecture only.");
        if (Read(root, "use_sliding_window", false)) throw new InvalidDataException("use_sliding_window must be false, got true. Every layer here attends to all earlier tokens.");
        if (root["rope_scaling"] is not null) throw new InvalidDataException($"rope_scaling must be null, got {root["rope_scaling"]!.ToJsonString()}. Plain rotary embedding only.");
        var heads = Read<int>(root, "num_attention_heads");
        var config = new Qwen2Config
        {
            VocabSize = Read<int>(root, "vocab_size"),
            HiddenSize = Read<int>(root, "hidden_size"),
            IntermediateSize = Read<int>(root, "intermediate_size"),
            NumLayers = Read<int>(root, "num_hidden_layers"),
            NumHeads = heads,
            NumKeyValueHeads = Read(root, "num_key_value_heads", heads),
            RopeTheta = Read(root, "rope_theta", 10000.0), // Hugging Face's own default, used when the key is absent
            RmsNormEps = Read(root, "rms_norm_eps", 1e-6),
            TieWordEmbeddings = Read(root, "tie_word_embeddings", false),
            MaxPositions = Read(root, "max_position_embeddings", 32768),
        };
        config.Validate();
        return config;
    }

    /// <summary>Writes config.json as Hugging Face reads it.</summary>
    public string ToJson() => new JsonObject
    {
        ["architectures"] = new JsonArray("Qwen2ForCausalLM"),
        ["hidden_act"] = "silu",
        ["hidden_size"] = HiddenSize,
        ["intermediate_size"] = IntermediateSize,
        ["max_position_embeddings"] = MaxPositions,
        ["model_type"] = "qwen2",
        ["num_attention_heads"] = NumHeads,
        ["num_hidden_layers"] = NumLayers,
        ["num_key_value_heads"] = NumKeyValueHeads,
        ["rms_norm_eps"] = RmsNormEps,
        ["rope_theta"] = RopeTheta,
        ["tie_word_embeddings"] = TieWordEmbeddings,
        ["torch_dtype"] = "float32",
        ["use_sliding_window"] = false,
        ["vocab_size"] = VocabSize,
    }.ToJsonString(Indented) + "\n";

    /// <summary>Checks that the sizes fit together.</summary>
    /// <exception cref="InvalidDataException">They do not; the message lists every mistake.</exception>
    public void Validate()
    {
        var mistakes = new List<string>();
        Positive("vocab_size", VocabSize);
        Positive("hidden_size", HiddenSize);
        Positive("intermediate_size", IntermediateSize);
        Positive("num_hidden_layers", NumLayers);
        Positive("num_attention_heads", NumHeads);
        Positive("num_key_value_heads", NumKeyValueHeads);
        Positive("max_position_embeddings", MaxPositions);
        if (!(RopeTheta > 0)) mistakes.Add($"rope_theta must be above 0, got {RopeTheta}");
        if (!(RmsNormEps > 0)) mistakes.Add($"rms_norm_eps must be above 0, got {RmsNormEps}");
        if (NumHeads > 0 && HiddenSize % (2 * NumHeads) != 0) mistakes.Add($"hidden_size must be a multiple of twice num_attention_heads ({NumHeads}), got {HiddenSize}");
        if (NumKeyValueHeads > 0 && NumHeads % NumKeyValueHeads != 0) mistakes.Add($"num_attention_heads must be a multiple of num_key_value_heads ({NumKeyValueHeads}), got {NumHeads}");
        if (mistakes.Count > 0) throw new InvalidDataException($"The model's configuration is wrong: {string.Join("; ", mistakes)}. Correct these values.");
        void Positive(string name, int value)
        {
            if (value < 1) mistakes.Add($"{name} must be at least 1, got {value}");
        }
    }

    private static T Read<T>(JsonObject root, string key, T? absent = default)
        where T : notnull
    {
        if (root[key] is not { } node)
            return absent is null || (absent is int and 0) ? throw new InvalidDataException($"config.json must have the key {key}, got none. Use the file that Hugging Face saves beside the weights.") : absent;
        try
        {
            return node.GetValue<T>();
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException)
        {
            throw new InvalidDataException($"{key} in config.json must be {(typeof(T) == typeof(int) ? "a whole number" : typeof(T) == typeof(bool) ? "true or false" : typeof(T) == typeof(string) ? "a text" : "a number")}, got {node.ToJsonString()}. Correct the file.", e);
        }
    }
}
