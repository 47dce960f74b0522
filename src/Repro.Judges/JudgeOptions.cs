using Repro.Judges.Llm;

namespace Repro.Judges;

/// <summary>Which judge a person asked for.</summary>
public sealed record JudgeOptions
{
    /// <summary>The judge by rules.</summary>
    public const string Rubric = "rubric";

    /// <summary>A language model.</summary>
    public const string Llm = "llm";

    /// <summary>A language model's recorded replies.</summary>
    public const string Recorded = "recorded";

    /// <summary>rubric, llm or recorded.</summary>
    public string Kind { get; init; } = Rubric;

    /// <summary>What the options that choose it begin with, for messages.</summary>
    public string Option { get; init; } = "--judge";

    /// <summary>The language model's name on its server.</summary>
    public string? Model { get; init; }

    /// <summary>Log of replies: written by llm, read by recorded.</summary>
    public string? Log { get; init; }

    /// <summary>What is asked.</summary>
    public JudgePrompts Prompts { get; init; } = JudgePrompts.Default;

    /// <summary>0: read log probabilities; k: average k sampled replies.</summary>
    public int Samples { get; init; }

    /// <summary>How the server is reached.</summary>
    public LlmOptions Server { get; init; } = new();
}
