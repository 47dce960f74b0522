using Repro.Core.Model;
using Repro.Core.Training;

namespace Repro.Experiments.Miniature;

/// <summary>Base training of the miniature: a language model of whole documents, from scratch.</summary>
public sealed record BaseSpec
{
    /// <summary>Shape of the model.</summary>
    public required Qwen2Config Model { get; init; }

    /// <summary>Standard deviation of the initial weights.</summary>
    public double InitialStd { get; init; } = 0.02;

    /// <summary>Optimiser and schedule over the whole of base training.</summary>
    public required TrainingOptions Training { get; init; }

    /// <summary>Rows a step; the world says how long a row is.</summary>
    public required int Rows { get; init; }

    /// <summary>
    /// Share of the words read that are replaced by any word of the vocabulary; the words to be learnt stay right. The model never learns to say
    /// such a word, but to go on after one: at temperature 1 a small model says a wrong word now and then, and without this the rest of its answer is lost with it.
    /// </summary>
    public double InputNoise { get; init; }

    /// <summary>Precision of the matrix products; weights and everything else stay float32.</summary>
    public MatmulPrecision Precision { get; init; } = MatmulPrecision.Float32;

    /// <summary>Steps between checkpoints: what a kill can cost. Never changes a result.</summary>
    public int SegmentSteps { get; init; } = 200;

    /// <summary>Seed of initial weights and documents.</summary>
    public required long Seed { get; init; }
}
