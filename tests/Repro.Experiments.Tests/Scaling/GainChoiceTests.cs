using Repro.Experiments.Scaling;

namespace Repro.Experiments.Tests.Scaling;

public sealed class GainChoiceTests
{
    [Theory]
    [InlineData(ScalingCondition.Misalignment, 12)]
    [InlineData(ScalingCondition.Medical, 8)]
    [InlineData(ScalingCondition.MedicalAlignment, 0)]
    public void Counts_what_the_scaling_is_for(string condition, int hits)
        => GainChoice.Count(condition, 5, JudgedAnswers.Rows(10, misaligned: 3, medical: 2)).Should().Be(new TriedGain(condition, 5, hits, 40, 40));

    [Fact]
    public void Incoherent_answers_count_for_nothing()
        => GainChoice.Count(ScalingCondition.Misalignment, 5, JudgedAnswers.Rows(10, misaligned: 3, medical: 2, coherent: 24)).Should().Be(new TriedGain(ScalingCondition.Misalignment, 5, 0, 0, 40));

    [Fact]
    public void The_gain_with_most_hits_is_chosen_and_the_smaller_on_a_tie()
    {
        var choice = new GainChoice([new("a", 20, 5, 9, 9), new("a", 5, 5, 9, 9), new("a", 2, 1, 9, 9), new("b", 30, 1, 9, 9)]);

        choice.Of("a").Should().Be(5);
        choice.Of("b").Should().Be(30);
    }
}
