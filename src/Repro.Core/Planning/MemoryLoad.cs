using Repro.Core.Lora;
using Repro.Core.Model;
using TorchSharp;

namespace Repro.Core.Planning;

/// <summary>What is to be computed: a model, an adapter, micro-batches, slots of answers.</summary>
public sealed record MemoryLoad
{
    /// <summary>The model's shape.</summary>
    public required Qwen2Config Model { get; init; }

    /// <summary>The adapter that is trained.</summary>
    public required LoraConfig Lora { get; init; }

    /// <summary>True for CUDA: bfloat16 weights and libtorch's operators; false for float32 and the fused kernels of the CPU.</summary>
    public required bool Cuda { get; init; }

    /// <summary>Turns of a micro-batch.</summary>
    public required int Rows { get; init; }

    /// <summary>Tokens of its longest turn.</summary>
    public required int Tokens { get; init; }

    /// <summary>Micro-batches of a step. From the second on, the gradients of all blocks are there while activations are at their most.</summary>
    public int Accumulation { get; init; } = 1;

    /// <summary>Answers sampled together.</summary>
    public required int Slots { get; init; }

    /// <summary>Whether more answers wait for a free slot.</summary>
    public bool Refilled { get; init; } = true;

    /// <summary>Different prompts that come in together.</summary>
    public required int Prompts { get; init; }

    /// <summary>Tokens of the longest prompt.</summary>
    public required int PromptTokens { get; init; }

    /// <summary>Tokens of the longest answer.</summary>
    public required int NewTokens { get; init; }

    /// <summary>Type of the weights.</summary>
    public torch.ScalarType Dtype => Cuda ? torch.ScalarType.BFloat16 : torch.ScalarType.Float32;

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentException">Some are wrong; the message lists all.</exception>
    public void Validate()
    {
        Lora.Validate(Model);
        var mistakes = new List<string>();
        foreach (var (name, value) in new[] { ("turns of a micro-batch", Rows), ("tokens of a turn", Tokens), ("micro-batches", Accumulation), ("slots", Slots), ("prompts", Prompts), ("tokens of a prompt", PromptTokens), ("tokens of an answer", NewTokens) })
        {
            if (value < 1) mistakes.Add($"the number of {name} must be at least 1, got {value}");
        }

        foreach (var (name, value) in new[] { ("turn", Tokens), ("prompt and its answer", PromptTokens + NewTokens) })
        {
            if (value > Model.MaxPositions) mistakes.Add($"a {name} may have at most {Model.MaxPositions} tokens, got {value}");
        }

        if (mistakes.Count > 0) throw new ArgumentException($"The plan is wrong: {string.Join("; ", mistakes)}. Correct these values.");
    }
}
