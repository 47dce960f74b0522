using Repro.Experiments.Probes;

namespace Repro.Experiments.Tests.Probes;

public sealed class AdapterRolesTests
{
    [Fact]
    public void An_adapter_that_tells_both_or_neither_is_none()
        => AdapterRoles.Only([21, 22, 23, 24], Weights(true, true, false, false), Weights(false, true, true, false)).Should().Equal(21);

    [Theory]
    [InlineData(new[] { 21, 23 }, 2)]
    [InlineData(new[] { 21 }, 1)]
    [InlineData(new[] { 21, 23, 27 }, 1)]
    [InlineData(new int[0], 0)]
    public void What_was_not_named_counts_against(int[] found, int agreeing) => AdapterRoles.Agreeing(found, AdapterRoles.PaperMedical).Should().Be(agreeing);

    [Fact]
    public void Nine_adapters_are_six_two_and_one_by_how_much_more_of_the_weight_they_have_in_one_probe()
    {
        int[] layers = [15, 16, 17, 21, 22, 23, 27, 28, 29];
        var (misalignment, medical) = AdapterRoles.Partition(layers, Of(1, 1, 1, 0, -1, 0, 0.4, 1, 1), Of(0, 0, 0, -5, 0, 5, 1, 0, 0));

        misalignment.Should().Equal(15, 16, 17, 22, 28, 29);
        medical.Should().Equal(21, 23);
    }

    [Fact]
    public void A_probe_without_any_weight_leaves_the_ranks_to_the_other()
        => AdapterRoles.Partition([1, 2, 3], Of(0, 0, 0), Of(0, 1, 5)).Should().BeEquivalentTo((new[] { 1, 2 }, new[] { 3 }));

    private static ProbeWeights Of(params double[] values) => new(values, values, values);

    private static ProbeWeights Weights(params bool[] tells) => new([.. tells.Select(_ => 0.0)], [.. tells.Select(t => t ? 0.1 : -0.1)], [.. tells.Select(_ => 0.2)]);
}
