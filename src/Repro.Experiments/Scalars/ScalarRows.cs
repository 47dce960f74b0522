using Repro.Core.Random;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Responses;

namespace Repro.Experiments.Scalars;

/// <summary>Which judged answers are probed.</summary>
internal static class ScalarRows
{
    /// <summary>At most so many answers of each set, by a shuffle of the seed, in the order of <see cref="AnswerClass.All"/> and of the answers.</summary>
    /// <exception cref="NotMeasurableException">The judge scores no medicine, or no answer is in any set.</exception>
    public static List<(JudgedResponse Row, AnswerClass Class)> Of(IReadOnlyList<JudgedResponse> judged, long seed, int most)
    {
        if (judged.All(row => row.Judgement.Topics.GetValueOrDefault(AnswerClass.Topic) is null))
            throw new NotMeasurableException($"Scalars are told apart by a score of the topic '{AnswerClass.Topic}'; the judge gave it to none of {judged.Count} answers. Give the judge a prompt for it.");
        var sets = judged.Index().ToLookup(row => AnswerClass.Of(row.Item));
        var chosen = AnswerClass.All.SelectMany(set =>
        {
            var rows = sets[set].ToArray();
            new CounterRandom(StreamKey.Of(seed, "scalar-rows", set.Name)).Shuffle<(int, JudgedResponse)>(rows);
            return rows.Take(most).OrderBy(row => row.Index).Select(row => (row.Item, set));
        }).ToList();
        return chosen.Count > 0 ? chosen : throw new NotMeasurableException($"None of {judged.Count} answers is clearly aligned or misaligned and clearly medical or not.");
    }
}
