using Repro.Experiments.Directions;

namespace Repro.Experiments.Tests.Directions;

public sealed class MeanDiffTests
{
    // Two layers of width 2; rows 0 and 1 are misaligned, 2 and 3 aligned.
    private static readonly ResponseActivations Four = new(
        2,
        2,
        [4, 0, 1, 1, /**/ 2, 3, 1, 1, /**/ 1, 1, 2, 0, /**/ 3, 1, 4, 0],
        [2, 1, 1, 3],
        [true, true, false, false]);

    [Fact]
    public void The_mean_is_weighted_by_tokens_not_by_responses()
    {
        var direction = MeanDiff.From(Four);
        // layer 0: (4+2, 0+3)/3 - (1+3, 1+1)/4 ; layer 1: (2, 2)/3 - (6, 0)/4
        direction.Of(0).Should().Equal(2f - 1f, 1f - 0.5f);
        direction.Of(1).Should().Equal((float)((2.0 / 3) - 1.5), (float)(2.0 / 3));
    }

    [Fact]
    public void A_response_drawn_twice_counts_twice_and_one_not_drawn_not_at_all()
    {
        var direction = MeanDiff.From(Four, [2, 0, 0, 1]);
        direction.Of(0).Should().Equal(2f - 1f, 0f - (float)(1.0 / 3));
    }

    [Fact]
    public void Swapping_the_labels_turns_the_direction_around()
    {
        var swapped = Four with { Misaligned = [false, false, true, true] };
        MeanDiff.From(swapped).Of(1).Should().Equal(MeanDiff.From(Four).Of(1).Select(value => -value));
    }

    [Theory]
    [InlineData(new float[] { 1, 0 }, new float[] { 0, 2 }, 0.0)]
    [InlineData(new float[] { 1, 2 }, new float[] { 3, 6 }, 1.0)]
    [InlineData(new float[] { 1, 2 }, new float[] { -1, -2 }, -1.0)]
    public void Cosine_is_the_angle(float[] one, float[] two, double expected) =>
        MeanDiff.Cosine(one, two).Should().BeApproximately(expected, 1e-12);
}
