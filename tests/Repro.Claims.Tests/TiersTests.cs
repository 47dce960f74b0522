namespace Repro.Claims.Tests;

public sealed class TiersTests
{
    [Fact]
    public void Refuses_an_unknown_tier_with_a_near_one() => FluentActions.Invoking(() => Tiers.Check("minature")).Should().Throw<InputException>()
        .WithMessage("A tier is one of published, miniature, paper; got 'minature'. Did you mean 'miniature'?");

    [Fact]
    public void Returns_a_known_one() => Tiers.Check("paper").Should().Be(Tiers.Paper);
}
