namespace Repro.Experiments.Tiers;

/// <summary>How much a tier samples.</summary>
public sealed record SampleSizes
{
    /// <summary>Responses a question and seed on which rates are measured (P2 §2.2: 50).</summary>
    public required int Evaluation { get; init; }

    /// <summary>Responses a question and seed from which directions are taken. Their streams are disjoint from the evaluation's.</summary>
    public required int Directions { get; init; }

    /// <summary>Longest response in tokens (P2: 600).</summary>
    public required int MaxNewTokens { get; init; }

    /// <summary>Bootstrap replicates behind each cosine's interval.</summary>
    public required int BootstrapDraws { get; init; }

    /// <summary>Rows generated together. Never changes a result.</summary>
    public required int BatchSize { get; init; }
}
