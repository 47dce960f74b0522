using Repro.Core.Random;
using Repro.Experiments.Directions;

namespace Repro.Experiments.Convergence;

/// <summary>Resamples the responses behind a mean-diff direction, misaligned and aligned ones each among their own.</summary>
internal static class Bootstrap
{
    /// <summary>Direction 0 is the plain estimate, 1 .. <paramref name="draws"/> are replicates. With <paramref name="permuted"/> the labels are shuffled first: the null.</summary>
    public static IReadOnlyList<MeanDiff> Of(ResponseActivations activations, StreamKey stream, int draws, bool permuted)
    {
        if (permuted) activations = activations.Permuted(stream.Child("permutation"));
        var rows = Enumerable.Range(0, activations.Misaligned.Length).ToLookup(row => activations.Misaligned[row]);
        var directions = new MeanDiff[draws + 1];
        directions[0] = MeanDiff.From(activations);
        Parallel.For(1, draws + 1, draw =>
        {
            var random = new CounterRandom(stream.Child(draw));
            var weights = new int[activations.Misaligned.Length];
            foreach (var kind in rows)
            {
                var members = kind.ToArray();
                for (var i = 0; i < members.Length; i++) weights[members[random.Next(members.Length)]]++;
            }

            directions[draw] = MeanDiff.From(activations, weights);
        });
        return directions;
    }
}
