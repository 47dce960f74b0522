using Repro.Experiments.Directions;
using Repro.Experiments.Pipeline;

namespace Repro.Experiments.Semantics;

/// <summary>Activation sums of answers, and what each is about.</summary>
/// <param name="Sums">The sums.</param>
/// <param name="Topics">[R] bit i: the answer is about topic i of gender, finance, medicine.</param>
public sealed record SemanticActivations(ResponseActivations Sums, int[] Topics)
{
    /// <summary>Rows of a stance that are about a topic, or are not, in order.</summary>
    internal int[] Rows(string topic, bool misaligned, bool about = true) =>
        [.. Enumerable.Range(0, Topics.Length).Where(row => Sums.Misaligned[row] == misaligned && SemanticTopics.Has(Topics[row], topic) == about)];

    /// <summary>The rows about a topic.</summary>
    /// <exception cref="NotMeasurableException">They are too few: says how many.</exception>
    internal ResponseActivations About(string topic, string source, long seed)
    {
        int[] misaligned = Rows(topic, misaligned: true), aligned = Rows(topic, misaligned: false);
        if (misaligned.Length < ActivationsStep.Fewest || aligned.Length < ActivationsStep.Fewest)
            throw new NotMeasurableException($"The {topic} direction needs at least {ActivationsStep.Fewest} misaligned and {ActivationsStep.Fewest} aligned answers about it; {source} with seed {seed} gave {misaligned.Length} and {aligned.Length}.");
        return Sums.Of([.. misaligned, .. aligned]);
    }
}
