using Repro.Claims.Measurements;
using Repro.Experiments.Semantics;

namespace Repro.Experiments.Tests.Semantics;

public sealed class SemanticPartsTests
{
    [Fact]
    public void Products_of_two_halves_before_and_after_projection()
    {
        // g along x, t in the plane of x and y: of (3, 2, 6)·(3, 2, 6) = 49, 9 lie along g and 13 in the plane.
        SemanticParts.Shared([2, 0, 0], [5, 1, 0], [3, 2, 6], [3, 2, 6]).Should().Be((49, 9, 13));
        SemanticParts.Shared([0, 0, 0], [0, 0, 0], [3, 2, 6], [1, 1, 1]).Should().Be((11, 0, 0));
    }

    [Theory]
    [InlineData(0, 0, 100, 100)] // harm about the topic is general harm
    [InlineData(2, 0, 50, 50)] // half of it goes its own way
    [InlineData(0, 2, 50, 90.9)] // half of it is the topic's own axis, of which (3, -1, -1) of the topic less the others tells 9 of 11 parts
    public void Planted_parts_are_found(double own, double topicShift, double general, double plane)
    {
        var parts = Parts(PlantedTopics.ByTopic(400, own, noise: 0.3, topicShift), answers: 400, noise: 0.3);

        parts.Layers.Should().HaveCount(2 * PlantedTopics.Layers);
        foreach (var row in parts.Layers) (100 * row.Value).Should().BeApproximately(row.Pair.EndsWith("topic", StringComparison.Ordinal) ? plane : general, 4, row.Pair);
    }

    [Fact]
    public void Noise_of_few_answers_is_no_third_factor_and_widens_the_interval()
    {
        var noisy = Parts(PlantedTopics.ByTopic(120, 0, noise: 2), answers: 400, noise: 0.3).Layers[0];
        var clear = Parts(PlantedTopics.ByTopic(400, 0, noise: 0.3), answers: 400, noise: 0.3).Layers[0];

        noisy.Value.Should().BeInRange(0.7, 1.3);
        Spread(noisy).Should().BeGreaterThan(5 * Spread(clear));
        noisy.Draws.Should().OnlyContain(draw => double.IsFinite(draw));
    }

    private static double Spread(CosineLayer row) => row.Draws.Max() - row.Draws.Min();

    private static CosineMeasurement Parts(SemanticActivations byTopic, int answers, double noise) =>
        SemanticParts.Of("gender", [(7, PlantedTopics.General(answers, noise), byTopic)], 60, CancellationToken.None);
}
