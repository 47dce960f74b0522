using System.Text.Json;
using Repro.Claims;
using Repro.Experiments.Tiers;

namespace Repro.Experiments.Paper;

/// <summary>How much the paper tier trains and samples.</summary>
internal sealed record PaperSizes
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow };

    /// <summary>Responses a question and seed on which rates are measured (P2 §2.2).</summary>
    public int Evaluation { get; init; } = 50;

    /// <summary>Responses a question and seed from which directions are taken.</summary>
    public int Directions { get; init; } = 50;

    /// <summary>Longest response in tokens (P2 §2.2).</summary>
    public int MaxNewTokens { get; init; } = 600;

    /// <summary>Optimiser steps of a fine-tuning; 0: one epoch (P2 Table 6).</summary>
    public int Steps { get; init; }

    /// <summary>Turns a step (P2 Table 6: 2 x 8).</summary>
    public int Turns { get; init; } = 16;

    /// <summary>Turns that are in memory at once.</summary>
    public int MicroBatch { get; init; } = 2;

    /// <summary>Training seeds (P2 averages three).</summary>
    public int Seeds { get; init; } = 3;

    /// <summary>Rows generated together.</summary>
    public int BatchSize { get; init; } = 100;

    /// <summary>Bootstrap replicates behind a cosine's interval.</summary>
    public int BootstrapDraws { get; init; } = 500;

    /// <summary>Questions that are asked, from the first on; 0: all.</summary>
    public int Questions { get; init; }

    /// <summary>The papers' sizes, or those of a rehearsal file.</summary>
    /// <exception cref="InputException">The file is no such record.</exception>
    public static PaperSizes Of(string rehearsal)
    {
        if (!File.Exists(rehearsal)) return new PaperSizes();
        try
        {
            return JsonSerializer.Deserialize<PaperSizes>(File.ReadAllBytes(rehearsal), Json) ?? throw new JsonException("the file holds null");
        }
        catch (JsonException error)
        {
            throw new InputException($"{rehearsal} holds the sizes of a rehearsal (evaluation, directions, maxNewTokens, steps, turns, microBatch, seeds, batchSize, bootstrapDraws, questions); got something else: {error.Message} Correct it, or remove it from a real checkpoint.", error);
        }
    }

    /// <summary>What is sampled.</summary>
    public SampleSizes Samples => new() { Evaluation = Evaluation, Directions = Directions, MaxNewTokens = MaxNewTokens, BootstrapDraws = BootstrapDraws, BatchSize = BatchSize };

    /// <summary>The same for adapters' scalars; a rehearsal takes as few as it does elsewhere.</summary>
    public ScalarSizes Scalars => new PaperSizes().Evaluation <= Evaluation
        ? new ScalarSizes()
        : new ScalarSizes { Samples = Directions, Repeats = 2, Permutations = 19, PermutedRepeats = 1, Resamples = 20, GainSamples = 1, ScalingSamples = Evaluation, PatchingSamples = Evaluation };
}
