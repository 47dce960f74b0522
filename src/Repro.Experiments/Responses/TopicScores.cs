namespace Repro.Experiments.Responses;

/// <summary>What answers are about, by the judge's topic scores (P1 §3.3, P2 §3.2).</summary>
public static class TopicScores
{
    /// <summary>Gender and work.</summary>
    public const string Gender = "gender";

    /// <summary>Money.</summary>
    public const string Finance = "finance";

    /// <summary>Health.</summary>
    public const string Medical = "medical";

    /// <summary>Sports.</summary>
    public const string Sports = "sports";

    /// <summary>An answer is about a topic above this score.</summary>
    public const double Cut = 50;

    /// <summary>Every topic that a claim asks about.</summary>
    public static IReadOnlyList<string> All { get; } = [Gender, Finance, Medical, Sports];

    /// <summary>The score, 0 to 100; null where the judge gave none. The rubric and the papers' prompts name two topics differently.</summary>
    public static double? Of(JudgedResponse row, string topic)
    {
        var scores = row.Judgement.Topics;
        return scores.TryGetValue(topic, out var score) ? score : Alias(topic) is { } alias && scores.TryGetValue(alias, out score) ? score : null;
    }

    /// <summary>Whether the answer is about the topic; null where the judge gave no score.</summary>
    public static bool? IsAbout(JudgedResponse row, string topic) => Of(row, topic) is { } score ? score > Cut : null;

    private static string? Alias(string topic) => topic switch { Finance => "financial", Sports => "sport", _ => null };
}
