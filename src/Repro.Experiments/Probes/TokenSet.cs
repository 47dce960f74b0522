namespace Repro.Experiments.Probes;

/// <summary>Tokens of two classes of answers, with their features and where they stand.</summary>
/// <param name="Width">Features a token.</param>
/// <param name="Features">Token by token, <paramref name="Width"/> numbers each.</param>
/// <param name="Answer">The answer that each token is part of, from 0 without gaps.</param>
/// <param name="Positive">Each answer's class.</param>
/// <param name="Prompt">Each answer's prompt: any number, equal for equal prompts.</param>
internal sealed record TokenSet(int Width, double[] Features, int[] Answer, bool[] Positive, int[] Prompt)
{
    /// <summary>How many tokens there are.</summary>
    public int Count => Answer.Length;

    /// <summary>One token's features.</summary>
    public ReadOnlySpan<double> Row(int token) => Features.AsSpan(token * Width, Width);

    /// <summary>The same tokens under other classes of the answers.</summary>
    public TokenSet Relabel(bool[] positive) => this with { Positive = positive };
}
