using System.Runtime.InteropServices;

namespace Repro.Judges.Llm;

/// <summary>What calls cost. Requests are counted when they are sent, tokens as the server counts them, or at their upper bound where its count is not known.</summary>
/// <param name="Requests">Requests sent.</param>
/// <param name="PromptTokens">Tokens of the prompts.</param>
/// <param name="AnswerTokens">Tokens of the replies.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct JudgeCost(long Requests, long PromptTokens, long AnswerTokens)
{
    /// <summary>Both together.</summary>
    public static JudgeCost operator +(JudgeCost a, JudgeCost b) => new(a.Requests + b.Requests, a.PromptTokens + b.PromptTokens, a.AnswerTokens + b.AnswerTokens);

    /// <summary>What the first is above the second.</summary>
    public static JudgeCost operator -(JudgeCost a, JudgeCost b) => new(a.Requests - b.Requests, a.PromptTokens - b.PromptTokens, a.AnswerTokens - b.AnswerTokens);
}
