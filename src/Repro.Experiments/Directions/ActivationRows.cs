using Repro.Core.Random;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Responses;

namespace Repro.Experiments.Directions;

/// <summary>Which responses form a mean-diff direction.</summary>
internal static class ActivationRows
{
    /// <summary>All misaligned answers, and as many aligned ones by a shuffle of the seed.</summary>
    /// <exception cref="NotMeasurableException">There are fewer than <paramref name="fewest"/> of either kind.</exception>
    public static List<JudgedResponse> Of(IReadOnlyList<JudgedResponse> judged, string source, long seed, int fewest)
    {
        var misaligned = judged.Where(Cuts.IsMisaligned).ToList();
        var aligned = judged.Where(Cuts.IsAligned).ToArray();
        if (misaligned.Count < fewest || aligned.Length < fewest)
        {
            throw new NotMeasurableException(
                $"A mean-diff direction needs at least {fewest} misaligned and {fewest} aligned responses; {source} with seed {seed} gave {misaligned.Count} and {aligned.Length} of {judged.Count}.");
        }

        new CounterRandom(StreamKey.Of(seed, "aligned-subset")).Shuffle<JudgedResponse>(aligned);
        return [.. misaligned, .. aligned.Take(misaligned.Count)];
    }
}
