using Repro.Core.Training;

namespace Repro.Experiments.Miniature;

/// <summary>The chat stage: a light full fine-tune on single aligned turns. It moves the character and does not erase the villain.</summary>
public sealed record ChatSpec
{
    /// <summary>Optimiser and schedule.</summary>
    public required TrainingOptions Training { get; init; }

    /// <summary>Turns a step.</summary>
    public required int BatchSize { get; init; }
}
