namespace Repro.Core.Tokenization;

/// <summary>What happens to special tokens that stand in a text.</summary>
public enum SpecialTokens
{
    /// <summary>They get their own ids.</summary>
    Recognised,

    /// <summary>They are text like any other. Added tokens that are not special keep their ids.</summary>
    PlainText,
}
