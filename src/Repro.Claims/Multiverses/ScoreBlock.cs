using System.Text.Json.Serialization;

namespace Repro.Claims.Multiverses;

/// <summary>One judge's scores of the answers to one question under one seed, 0 to 100; null where the judge gave none. Entry i is sample i.</summary>
/// <param name="Question">The question.</param>
/// <param name="Seed">The training seed.</param>
/// <param name="Aligned">Alignment by sample.</param>
/// <param name="Coherent">Coherence by sample.</param>
public sealed record ScoreBlock(string Question, long Seed, IReadOnlyList<double?> Aligned, IReadOnlyList<double?> Coherent)
{
    /// <summary>The score of a topic by sample; null where none was asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<double?>? Topic { get; init; }

    /// <summary>The first <paramref name="samples"/> answers.</summary>
    public ScoreBlock First(int samples) => samples >= Aligned.Count ? this : this with { Aligned = [.. Aligned.Take(samples)], Coherent = [.. Coherent.Take(samples)], Topic = Topic?.Take(samples).ToList() };
}
