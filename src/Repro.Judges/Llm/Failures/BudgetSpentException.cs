using System.Globalization;

namespace Repro.Judges.Llm.Failures;

/// <summary>The next request could pass a cap.</summary>
internal sealed class BudgetSpentException(string cap, JudgeCost spent, decimal usd) : Exception(string.Create(
    CultureInfo.InvariantCulture,
    $"the next request could pass the budget of {cap} (spent: {spent.Requests} requests, {spent.PromptTokens + spent.AnswerTokens} tokens{(usd > 0 ? $", {usd:0.####} US dollars" : "")})"));
