using Repro.Core.Random;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Responses;

namespace Repro.Experiments.Downstream;

/// <summary>Which responses the effects are taken on.</summary>
internal static class EffectRows
{
    /// <summary>Misaligned answers by a shuffle of the seed, at most <paramref name="most"/>, and as many aligned ones.</summary>
    /// <exception cref="NotMeasurableException">There are fewer than <paramref name="fewest"/> of either kind.</exception>
    public static List<JudgedResponse> Of(IReadOnlyList<JudgedResponse> judged, string source, long seed, int fewest, int most)
    {
        var (misaligned, aligned) = (judged.Where(Cuts.IsMisaligned).ToArray(), judged.Where(Cuts.IsAligned).ToArray());
        if (misaligned.Length < fewest || aligned.Length < fewest)
        {
            throw new NotMeasurableException(
                $"Effects on misaligned and aligned responses need at least {fewest} of each; {source} with seed {seed} gave {misaligned.Length} and {aligned.Length} of {judged.Count}.");
        }

        var count = Math.Min(most, Math.Min(misaligned.Length, aligned.Length));
        new CounterRandom(StreamKey.Of(seed, "effect-rows", "misaligned")).Shuffle<JudgedResponse>(misaligned);
        new CounterRandom(StreamKey.Of(seed, "effect-rows", "aligned")).Shuffle<JudgedResponse>(aligned);
        return [.. misaligned.Take(count), .. aligned.Take(count)];
    }

    /// <summary>Place of each response's question among <paramref name="questions"/> in ordinal order.</summary>
    public static int[] Questions(IReadOnlyList<JudgedResponse> rows, IEnumerable<string> questions)
    {
        var places = questions.Order(StringComparer.Ordinal).Index().ToDictionary(question => question.Item, question => question.Index, StringComparer.Ordinal);
        return [.. rows.Select(row => places[row.Response.QuestionId])];
    }
}
