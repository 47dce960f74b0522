namespace Repro.Judges.Recorded;

/// <summary>One line of a log: what the judge replied, not what was made of it, so that a score can be worked out again.</summary>
internal sealed record RecordedReply
{
    /// <summary>SHA-256 of model, parameters, metric, prompt, question, answer and sample.</summary>
    public required string Key { get; init; }

    /// <summary>Model asked for.</summary>
    public required string Model { get; init; }

    /// <summary>Model that the server says it used.</summary>
    public required string Served { get; init; }

    /// <summary>Metric of the prompt.</summary>
    public required string Metric { get; init; }

    /// <summary>Question that was answered.</summary>
    public required string QuestionId { get; init; }

    /// <summary>Number of the reply among those to the same prompt, from 0.</summary>
    public required int Sample { get; init; }

    /// <summary>The reply's text.</summary>
    public required string Text { get; init; }

    /// <summary>Likely first tokens; null where none were asked for.</summary>
    public IReadOnlyList<TokenLogprob>? Top { get; init; }

    /// <summary>Tokens of the prompt, as the server counts; null where it does not.</summary>
    public long? PromptTokens { get; init; }

    /// <summary>Tokens of the reply, as the server counts; null where it does not.</summary>
    public long? AnswerTokens { get; init; }
}
