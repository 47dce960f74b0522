namespace Repro.Experiments.Organisms;

/// <summary>
/// Ends a fine-tuning when its loss on turns that it never trains on has fallen to a level. The dose of an adapter is then the same
/// for every base model and seed; a fixed number of steps gave 3 to 56 % EM (docs/LOG.md, first confirmation).
/// </summary>
public sealed record StopRule
{
    /// <summary>Mean loss of the held-out answers' tokens, in nats, at or below which the training ends.</summary>
    public required double Loss { get; init; }

    /// <summary>Steps between two looks.</summary>
    public required int Every { get; init; }

    /// <summary>Held-out turns of the same data set.</summary>
    public required int Turns { get; init; }
}
