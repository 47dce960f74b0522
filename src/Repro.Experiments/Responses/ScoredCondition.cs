namespace Repro.Experiments.Responses;

/// <summary>Judged answers of one model under one intervention, over the tier's seeds.</summary>
/// <param name="Name">The condition's name among a run's scores.</param>
/// <param name="Runs">Its judged answers by training seed.</param>
public sealed record ScoredCondition(string Name, IReadOnlyList<(long Seed, JudgedStep Step)> Runs)
{
    /// <summary>The topic whose scores the outcomes need; null for outcomes that need none.</summary>
    public string? Topic { get; init; }
}
