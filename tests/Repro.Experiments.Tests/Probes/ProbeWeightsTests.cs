using Repro.Core.Random;
using Repro.Experiments.Probes;

namespace Repro.Experiments.Tests.Probes;

public sealed class ProbeWeightsTests
{
    private static readonly ProbeSpec Spec = new() { Repeats = 10, Resamples = 50 };

    [Fact]
    public void The_feature_that_tells_has_an_interval_without_0_and_the_others_have_not()
    {
        var weights = ProbeWeights.Of(PlantedTokens.Of(signal: 1.5), Spec, StreamKey.Of(1), default);

        Enumerable.Range(0, 4).Select(weights.Tells).Should().Equal(true, false, false, false);
        weights.Value[0].Should().BePositive();
        weights.Low[0].Should().BeLessThan(weights.High[0]);
    }

    [Fact]
    public void Resampling_whole_answers_does_not_take_their_own_shifts_for_a_signal()
    {
        var weights = ProbeWeights.Of(PlantedTokens.Of(ofAnswer: 1, answers: 40), Spec with { C = 1 }, StreamKey.Of(1), default);

        Enumerable.Range(0, 4).Count(weights.Tells).Should().BeLessThan(2);
    }
}
