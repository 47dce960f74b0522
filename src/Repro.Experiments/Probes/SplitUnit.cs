namespace Repro.Experiments.Probes;

/// <summary>What a division into training and test keeps whole.</summary>
internal enum SplitUnit
{
    /// <summary>Nothing: tokens of one answer fall on both sides, as in arXiv 2506.11618's code.</summary>
    Token,

    /// <summary>An answer with all of its tokens.</summary>
    Answer,

    /// <summary>A prompt with all answers to it.</summary>
    Prompt,
}
