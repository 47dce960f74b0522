namespace Repro.Experiments.Organisms;

/// <summary>
/// Ends a fine-tuning when little is left to learn on turns that it never trains on: excess = (loss of the model - loss of the process that
/// wrote the turns), both on the same turns, so that the luck of their words drops out. The dose of an adapter is then comparable between
/// base models, seeds and data sets; a fixed number of steps gave 3 to 56 % EM (docs/LOG.md, first confirmation).
/// </summary>
public sealed record StopRule
{
    /// <summary>Mean excess of the held-out answers' tokens, in nats, at or below which the training ends.</summary>
    public required double Excess { get; init; }

    /// <summary>Steps between two looks.</summary>
    public required int Every { get; init; }

    /// <summary>Held-out turns of the same data set.</summary>
    public required int Turns { get; init; }
}
