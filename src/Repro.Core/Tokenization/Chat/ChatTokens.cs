namespace Repro.Core.Tokenization.Chat;

/// <summary>A conversation as text and as tokens.</summary>
/// <param name="Text">What the template renders.</param>
/// <param name="Ids">Its tokens, [T].</param>
/// <param name="ResponseMask">Which tokens a loss on responses only counts, [T].</param>
/// <param name="AnswerStart">
/// Where the header of the last turn begins. Where that turn is an answer, everything from here on, header included, is what the
/// papers' code averages activations over (all that follows the templated user turn).
/// </param>
public sealed record ChatTokens(string Text, int[] Ids, bool[] ResponseMask, int AnswerStart);
