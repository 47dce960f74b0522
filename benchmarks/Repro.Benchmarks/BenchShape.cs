using System.Text.Json.Serialization;

namespace Repro.Benchmarks;

/// <summary>The sizes of the work. Both sides read the same ones: they are sent to the peer as they are here.</summary>
internal sealed record BenchShape
{
    /// <summary>The miniature's model (third trial: 16 layers, d = 128, about 3.2 M parameters).</summary>
    [JsonPropertyName("vocab")] public int Vocab { get; init; } = 320;

    [JsonPropertyName("hidden")] public int Hidden { get; init; } = 128;

    [JsonPropertyName("intermediate")] public int Intermediate { get; init; } = 352;

    [JsonPropertyName("layers")] public int Layers { get; init; } = 16;

    [JsonPropertyName("heads")] public int Heads { get; init; } = 4;

    [JsonPropertyName("kv_heads")] public int KeyValueHeads { get; init; } = 2;

    [JsonPropertyName("positions")] public int Positions { get; init; } = 512;

    /// <summary>Base training: 24 documents of 193 tokens a step.</summary>
    [JsonPropertyName("batch")] public int Batch { get; init; } = 24;

    [JsonPropertyName("length")] public int Length { get; init; } = 193;

    /// <summary>Optimiser steps a turn.</summary>
    [JsonPropertyName("steps")] public int Steps { get; init; } = 3;

    /// <summary>Organisms: 16 answers a step, rank 32 on all seven projections.</summary>
    [JsonPropertyName("lora_batch")] public int LoraBatch { get; init; } = 16;

    [JsonPropertyName("lora_length")] public int LoraLength { get; init; } = 64;

    [JsonPropertyName("lora_rank")] public int LoraRank { get; init; } = 32;

    /// <summary>Evaluation: a question of 16 tokens and an answer of 48.</summary>
    [JsonPropertyName("prompt")] public int Prompt { get; init; } = 16;

    [JsonPropertyName("new")] public int NewTokens { get; init; } = 48;

    /// <summary>Mean-diff: responses of prompt and answer, half of each kind, and how many go together.</summary>
    [JsonPropertyName("responses")] public int Responses { get; init; } = 1000;

    [JsonPropertyName("response_batch")] public int ResponseBatch { get; init; } = 50;

    /// <summary>Whether bf16 stores the weights in bfloat16 (adapters stay float32) instead of rounding them for each product.</summary>
    [JsonPropertyName("narrow_weights")] public bool NarrowWeights { get; init; }

    /// <summary>Qwen2.5-0.5B: 494 M parameters. One step of 256 tokens, eight answers of 8 tokens.</summary>
    [JsonIgnore]
    public static BenchShape Half { get; } = new()
    {
        Vocab = 151_936,
        Hidden = 896,
        Intermediate = 4864,
        Layers = 24,
        Heads = 14,
        KeyValueHeads = 2,
        LoraBatch = 4,
        LoraLength = 64,
        Steps = 1,
        NewTokens = 8,
        NarrowWeights = true,
    };

    /// <summary>Small additions a turn.</summary>
    [JsonPropertyName("calls")] public int Calls { get; init; } = 100_000;
}
