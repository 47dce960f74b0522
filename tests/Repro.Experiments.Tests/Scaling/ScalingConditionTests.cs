using Repro.Experiments.Scalars;
using Repro.Experiments.Scaling;

namespace Repro.Experiments.Tests.Scaling;

public sealed class ScalingConditionTests
{
    private static readonly AdapterChoice Roles = new([1, 2, 3, 4], [1, 2], [4]);

    [Theory]
    [InlineData("unscaled", new[] { 1.0, 1, 1, 1 })]
    [InlineData("misalignment", new[] { 30.0, 30, 0, 0 })]
    [InlineData("medical", new[] { 0.0, 0, 0, 30 })]
    [InlineData("medical-alignment", new[] { -10.0, -10, 0, 30 })]
    public void Each_condition_scales_its_adapters_and_switches_the_others_off(string condition, double[] factors)
        => ScalingCondition.Factors(condition, Roles, 30, seed: 1).OrderBy(factor => factor.Key).Select(factor => factor.Value).Should().Equal(factors);

    [Theory]
    [InlineData("permuted-misalignment", 2)]
    [InlineData("permuted-medical", 1)]
    public void A_lot_scales_as_many_adapters(string condition, int up)
        => ScalingCondition.Factors(condition, Roles, 30, seed: 1).Values.Should().OnlyContain(factor => factor == 0 || factor == 30).And.Subject.Count(factor => factor == 30).Should().Be(up);

    [Fact]
    public void An_unknown_condition_is_refused() => FluentActions.Invoking(() => ScalingCondition.Factors("other", Roles, 30, seed: 1)).Should().Throw<ArgumentException>()
        .WithMessage("A scaling is one of unscaled, misalignment, medical, medical-alignment, permuted-misalignment, permuted-medical, but it is 'other'. (Parameter 'condition')");
}
