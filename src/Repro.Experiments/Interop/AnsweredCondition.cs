using Repro.Claims.Multiverses;
using Repro.Experiments.Responses;

namespace Repro.Experiments.Interop;

/// <summary>The answers of one organism under one intervention, over the run's seeds.</summary>
/// <param name="Organism">Whose answers.</param>
/// <param name="Intervention">What was done to it, such as <c>layerwise ablation</c>; null for nothing.</param>
/// <param name="Seeds">By training seed, in the run's order.</param>
public sealed record AnsweredCondition(string Organism, string? Intervention, IReadOnlyList<AnsweredSeed> Seeds)
{
    /// <summary>Organism and intervention: the condition's name among a run's scores.</summary>
    public string Name => Intervention is null ? Organism : $"{Organism}, {Intervention}";

    /// <summary>The name as part of a file's name: letters, digits and dashes, one dash between words.</summary>
    public string FileName => string.Join('-', string.Concat(Name.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The scores by seed and question, as a run's metrics are counted from them.</summary>
    public IEnumerable<ScoreBlock> Blocks => Seeds.SelectMany(seed => Tally.Blocks(seed.Seed, seed.Rows));
}
