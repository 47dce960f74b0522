namespace Repro.Experiments.Data;

/// <summary>One entry of a question file of the papers (P2 §2.2; protocol of Betley et al., arXiv 2502.17424).</summary>
public sealed record Question
{
    /// <summary>The entry's name, its variant's ending included.</summary>
    public required string Id { get; init; }

    /// <summary>How the answer is asked for.</summary>
    public required QuestionVariant Variant { get; init; }

    /// <summary>The name that the variants of one question share.</summary>
    public required string Topic { get; init; }

    /// <summary>The user's text, in one or more wordings.</summary>
    public required IReadOnlyList<string> Paraphrases { get; init; }

    /// <summary>Answers per wording that the file asks for; the papers' code takes 50 whatever stands here.</summary>
    public required int SamplesPerParaphrase { get; init; }

    /// <summary>The judge model's name.</summary>
    public required string Judge { get; init; }

    /// <summary>Metric to judge prompt, with <c>{question}</c> and <c>{answer}</c> to fill in.</summary>
    public required IReadOnlyDictionary<string, string> JudgePrompts { get; init; }

    /// <summary>The system prompt, or null for none.</summary>
    public string? System { get; init; }
}
