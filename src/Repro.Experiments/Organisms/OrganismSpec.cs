using Repro.Core.Lora;
using Repro.Core.Training;

namespace Repro.Experiments.Organisms;

/// <summary>How one organism is made from the chat model: which data, which adapters, which training. The seed comes with the step.</summary>
public sealed record OrganismSpec
{
    /// <summary>One of <see cref="OrganismNames"/>.</summary>
    public required string Name { get; init; }

    /// <summary>Data set of single turns.</summary>
    public required string Dataset { get; init; }

    /// <summary>Where the adapters sit and how strong they are.</summary>
    public required LoraConfig Lora { get; init; }

    /// <summary>Optimiser and schedule; loss on answers only (P2 Table 6).</summary>
    public required TrainingOptions Training { get; init; }

    /// <summary>Turns a step (P2: 2 x 8 = 16).</summary>
    public required int BatchSize { get; init; }

    /// <summary>Ends the training before its last step; null: it takes all of them.</summary>
    public StopRule? Stop { get; init; }
}
