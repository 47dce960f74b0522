namespace Repro.Claims.Multiverses;

/// <summary>What becomes of an answer that lacks a score.</summary>
public enum MissingScores
{
    /// <summary>It leaves the denominator and is counted.</summary>
    Dropped,

    /// <summary>It counts as one without the outcome; of a pair, the side before as one with it.</summary>
    Without,

    /// <summary>It counts as one with the outcome; of a pair, the side before as one without it.</summary>
    With,
}
