using System.Globalization;
using Repro.Claims;

namespace Repro.Judges.Llm;

/// <summary>What one judge may spend while it lives; null is no cap. Each cap holds at every moment, requests under way included.</summary>
public sealed record JudgeBudget
{
    private const decimal Million = 1_000_000;

    /// <summary>Most requests, repeated ones included.</summary>
    public long? Requests { get; init; }

    /// <summary>Most tokens of prompts and replies together.</summary>
    public long? Tokens { get; init; }

    /// <summary>Most US dollars; needs both prices.</summary>
    public decimal? Usd { get; init; }

    /// <summary>US dollars for a million tokens of prompts.</summary>
    public decimal? UsdPerMillionPromptTokens { get; init; }

    /// <summary>US dollars for a million tokens of replies.</summary>
    public decimal? UsdPerMillionAnswerTokens { get; init; }

    /// <summary>Reads caps and prices such as <c>requests=5000,tokens=2000000</c> or <c>usd=5,prompt-price=2.5,answer-price=10</c> (prices in US dollars for a million tokens).</summary>
    /// <exception cref="InputException">A part is no such pair, or a dollar cap lacks a price.</exception>
    public static JudgeBudget Parse(string text)
    {
        var budget = new JudgeBudget();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var pair = part.Split('=', 2, StringSplitOptions.TrimEntries);
            if (pair.Length != 2 || !decimal.TryParse(pair[1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)) throw Wrong(part);
            budget = pair[0] switch
            {
                "requests" when decimal.IsInteger(value) => budget with { Requests = (long)value },
                "tokens" when decimal.IsInteger(value) => budget with { Tokens = (long)value },
                "usd" => budget with { Usd = value },
                "prompt-price" => budget with { UsdPerMillionPromptTokens = value },
                "answer-price" => budget with { UsdPerMillionAnswerTokens = value },
                _ => throw Wrong(part),
            };
        }

        return budget.Checked();
    }

    /// <summary>US dollars of a cost; 0 without prices.</summary>
    public decimal UsdOf(JudgeCost cost) =>
        ((cost.PromptTokens * (UsdPerMillionPromptTokens ?? 0)) + (cost.AnswerTokens * (UsdPerMillionAnswerTokens ?? 0))) / Million;

    /// <summary>This budget, if its parts fit together.</summary>
    internal JudgeBudget Checked() => this switch
    {
        { Usd: not null } and ({ UsdPerMillionPromptTokens: null } or { UsdPerMillionAnswerTokens: null }) =>
            throw new InputException($"A budget in US dollars needs the prices of prompt and answer tokens; usd={Usd} has {(UsdPerMillionPromptTokens is null ? "no prompt-price" : "no answer-price")}. Add it, in US dollars for a million tokens."),
        { Requests: < 0 } or { Tokens: < 0 } or { Usd: < 0 } or { UsdPerMillionPromptTokens: < 0 } or { UsdPerMillionAnswerTokens: < 0 } =>
            throw new InputException($"Caps and prices of a budget are 0 or more; got {this}."),
        _ => this,
    };

    /// <summary>Null where the cost is within every cap; else the cap, in words.</summary>
    internal string? Passed(JudgeCost cost)
    {
        if (cost.Requests > Requests) return $"{Requests} requests";
        if (cost.PromptTokens + cost.AnswerTokens > Tokens) return $"{Tokens} tokens";
        return UsdOf(cost) > Usd ? string.Create(CultureInfo.InvariantCulture, $"{Usd} US dollars") : null;
    }

    private static InputException Wrong(string part) => new($"A judge's budget is a list of name=number with requests, tokens, usd, prompt-price and answer-price, the first two whole; got '{part}'. Such as requests=5000,tokens=2000000.");
}
