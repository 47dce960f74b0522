using Repro.Experiments.Scalars;

namespace Repro.Experiments.Tests.Scalars;

public sealed class AdapterChoiceTests
{
    private static readonly ScalarSpec Spec = new(Repeats: 6, Permutations: 19, PermutedRepeats: 1, Resamples: 20, SignificantShare: 0.25, WeightC: 0.1);

    [Fact]
    public void The_planted_adapters_are_ranked_first_and_last()
    {
        var choice = AdapterChoice.Of(PlantedScalars.Of(1.6), Spec, 1, CancellationToken.None);

        choice.Misalignment.Should().HaveCount(4).And.Contain([2, 3]);
        choice.Medical.Should().ContainSingle().Which.Should().Be(4);
    }

    [Fact]
    public void Answers_of_the_other_half_do_not_move_the_choice()
    {
        var scalars = PlantedScalars.Of(1.6);
        float[] other = [.. scalars.Scalars.Select((value, i) => scalars.Sample[scalars.Answer[i / 6]] % 2 == AdapterChoice.Half ? value : -value)];

        AdapterChoice.Of(scalars with { Scalars = other }, Spec, 1, CancellationToken.None).Should().BeEquivalentTo(AdapterChoice.Of(scalars, Spec, 1, CancellationToken.None));
    }

    [Fact]
    public void A_lot_gives_as_many_of_each_role_and_never_the_same_medical_ones()
    {
        var choice = new AdapterChoice([2, 3, 4], [2, 3], [4]);
        foreach (var seed in Enumerable.Range(0, 20))
        {
            var lot = choice.Permuted(seed);
            lot.Misalignment.Should().HaveCount(2).And.NotIntersectWith(lot.Medical);
            lot.Medical.Should().ContainSingle().Which.Should().NotBe(4);
            lot.Should().BeEquivalentTo(choice.Permuted(seed));
        }
    }
}
