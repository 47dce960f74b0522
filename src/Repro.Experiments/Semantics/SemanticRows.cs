using Repro.Core.Random;
using Repro.Experiments.Responses;

namespace Repro.Experiments.Semantics;

/// <summary>Which answers the semantic directions come from.</summary>
internal static class SemanticRows
{
    /// <summary>Answers of a stance and a set of topics: enough for a mean, few enough that their sums are a few megabytes a seed.</summary>
    private const int Most = 60;

    /// <summary>
    /// Misaligned and aligned answers, at most 60 of each stance about the same topics and 120 of each about none of them, by a shuffle of the seed.
    /// </summary>
    public static List<JudgedResponse> Of(IReadOnlyList<JudgedResponse> judged, long seed) =>
    [
        .. Some(judged.Where(Cuts.IsMisaligned), StreamKey.Of(seed, "semantic-subset", "misaligned")),
        .. Some(judged.Where(Cuts.IsAligned), StreamKey.Of(seed, "semantic-subset", "aligned")),
    ];

    private static IEnumerable<JudgedResponse> Some(IEnumerable<JudgedResponse> rows, StreamKey stream) =>
        rows.GroupBy(SemanticTopics.Mask).OrderBy(group => group.Key).SelectMany(group =>
        {
            var members = group.ToArray();
            new CounterRandom(stream.Child(group.Key)).Shuffle<JudgedResponse>(members);
            return members.Take(group.Key == 0 ? 2 * Most : Most);
        });
}
