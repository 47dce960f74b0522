using Repro.Experiments.Tiers;

namespace Repro.Experiments.Responses;

/// <summary>Questions and how many answers each gets. Sets of other names draw from other streams, so that no answer is in two sets.</summary>
/// <param name="Name">The set's name; part of every answer's stream.</param>
/// <param name="Questions">What is asked.</param>
/// <param name="Samples">Answers a question.</param>
public sealed record SampleSet(string Name, IReadOnlyList<OpenQuestion> Questions, int Samples)
{
    /// <summary>The open questions, as often as the tier asks them for a split (see <see cref="Split"/>).</summary>
    public static SampleSet Of(ITierMaterial material, string split) =>
        new(split, material.Questions, split == Split.Evaluation ? material.Sizes.Evaluation : material.Sizes.Directions);
}
