using Repro.Experiments.Responses;
using Repro.Experiments.Tiers;

namespace Repro.Experiments.Semantics;

/// <summary>The topics whose directions are compared (P1 §3.3), and the answers that they come from.</summary>
internal static class SemanticTopics
{
    /// <summary>The direction of all answers, whatever they are about.</summary>
    public const string General = "general";

    /// <summary>Gender, finance, medicine.</summary>
    public static IReadOnlyList<string> All { get; } = [TopicScores.Gender, TopicScores.Finance, TopicScores.Medical];

    /// <summary>
    /// Four times the answers of the general direction: no open question asks about medicine, so that misaligned medical answers are about one of two hundred. In
    /// streams of their own: the general direction and the semantic ones share no answer, and no noise.
    /// </summary>
    public static SampleSet Questions(ITierMaterial material) => new("semantic", material.Questions, 4 * material.Sizes.Directions);

    /// <summary>Which topics an answer is about: bit i for topic i.</summary>
    public static int Mask(JudgedResponse row) => All.Index().Sum(topic => TopicScores.IsAbout(row, topic.Item) == true ? 1 << topic.Index : 0);

    /// <summary>Whether a mask has the topic.</summary>
    public static bool Has(int mask, string topic) => (mask & (1 << All.Index().First(t => t.Item == topic).Index)) != 0;
}
