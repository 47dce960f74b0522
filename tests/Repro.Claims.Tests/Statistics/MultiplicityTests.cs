using Repro.Claims.Statistics;

namespace Repro.Claims.Tests.Statistics;

public sealed class MultiplicityTests
{
    [Fact]
    public void Holm_steps_down_and_never_decreases()
        => Equal(Multiplicity.Holm([0.01, 0.04, 0.03, 0.005]), 0.03, 0.06, 0.06, 0.02);

    [Fact]
    public void Holm_stops_at_1() => Equal(Multiplicity.Holm([0.9, 0.6]), 1, 1);

    /// <summary>The 15 p values of Benjamini and Hochberg's own example: four are found at 5 %.</summary>
    [Fact]
    public void BenjaminiHochberg_finds_four_of_the_fifteen()
    {
        double[] p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0];

        Multiplicity.BenjaminiHochberg(p).Count(q => q <= 0.05).Should().Be(4);
        Multiplicity.Holm(p).Count(q => q <= 0.05).Should().Be(3);
        Multiplicity.BenjaminiHochberg(p)[3].Should().BeApproximately(0.0095 * 15 / 4, 1e-12);
    }

    [Fact]
    public void BenjaminiHochberg_does_not_depend_on_the_order_given()
        => Equal(Multiplicity.BenjaminiHochberg([0.04, 0.01, 0.03]), 0.04, 0.03, 0.04);

    [Fact]
    public void Of_one_nothing_is_adjusted()
    {
        Equal(Multiplicity.Holm([0.2]), 0.2);
        Equal(Multiplicity.BenjaminiHochberg([0.2]), 0.2);
    }

    [Fact]
    public void A_permutation_p_value_is_never_0()
    {
        Permutation.P(5, [1, 2, 3, 4]).Should().Be(0.2);
        Permutation.P(4, [1, 2, 3, 4]).Should().Be(0.4);
    }

    private static void Equal(IReadOnlyList<double> actual, params double[] expected)
    {
        actual.Should().HaveCount(expected.Length);
        foreach (var (a, e) in actual.Zip(expected))
            a.Should().BeApproximately(e, 1e-12);
    }
}
