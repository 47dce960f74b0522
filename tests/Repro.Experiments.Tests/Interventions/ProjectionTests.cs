using Repro.Experiments.Interventions;

namespace Repro.Experiments.Tests.Interventions;

public sealed class ProjectionTests
{
    private static readonly float[] B = [3, 4, 0];

    [Fact]
    public void What_is_left_has_no_part_along_the_direction_whatever_its_length()
    {
        Projection.Without(B, [0, 7, 0]).Should().Equal(3, 0, 0);
        Projection.Without(B, [2, 2, 0]).Should().Equal(-0.5f, 0.5f, 0);
    }

    [Fact]
    public void Twice_is_once()
    {
        float[] direction = [0.3f, -1.7f, 2.2f];
        var once = Projection.Without(B, direction);

        Projection.Without(once, direction).Zip(once, (two, one) => Math.Abs(two - one)).Max().Should().BeLessThan(1e-6f);
    }

    [Fact]
    public void An_orthogonal_direction_changes_nothing() => Projection.Without(B, [-4, 3, 5]).Should().Equal(B);

    [Fact]
    public void Strength_zero_changes_no_bit() => Projection.Without([0.1f, -0.2f, 3e-8f], [1, 2, 3], strength: 0).Should().Equal(0.1f, -0.2f, 3e-8f);

    [Fact]
    public void Renormalised_it_has_the_old_norm_and_the_new_direction()
    {
        var left = Projection.AtNormOf(Projection.Without(B, [0, 1, 0]), B);

        left.Should().Equal(5, 0, 0);
        Projection.Norm(left).Should().Be(Projection.Norm(B));
    }

    [Fact]
    public void Nothing_stays_nothing() => Projection.AtNormOf([0, 0, 0], B).Should().Equal(0, 0, 0);

    [Fact]
    public void A_direction_of_another_model_is_refused() => FluentActions.Invoking(() => Projection.Without(B, [1, 2])).Should().Throw<ArgumentException>()
        .WithMessage("A direction must have as many entries as the vector that it is taken out of, 3; it has 2. Use the directions of the same model.");

    [Fact]
    public void A_direction_without_length_is_refused() => FluentActions.Invoking(() => Projection.Without(B, [0, 0, 0])).Should().Throw<ArgumentException>()
        .WithMessage("A direction to take out must have a length above 0; this one is 0. Give the direction before any scaling by zero.");
}
