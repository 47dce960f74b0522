using Repro.Claims.Ledgers;
using Repro.Claims.Measurements;
using Repro.Claims.Statistics;

namespace Repro.Claims.Tests.Statistics;

public sealed class CosineLimitTests
{
    [Theory]
    [InlineData(Comparator.Greater, -0.4)]
    [InlineData(Comparator.GreaterOrEqual, -0.4)]
    [InlineData(Comparator.Less, 0.3)]
    [InlineData(Comparator.LessOrEqual, 0.3)]
    [InlineData(Comparator.Within, 0.4)]
    public void The_worst_cosine_counts(Comparator comparator, double worst) => CosineLimit.Value(Rows.Cosines(0.03, 0.1, -0.4, 0.3).Layers, comparator).Should().Be(worst);

    [Theory]
    [InlineData(Comparator.Greater)]
    [InlineData(Comparator.Less)]
    [InlineData(Comparator.Within)]
    public void The_band_of_one_row_is_that_of_the_other_kind(Comparator comparator)
    {
        var one = Rows.Cosines(0.03, 0.4);
        CosineLimit.Band(one.Layers, comparator, 0.05).Should().Be(CosineShare.Band(one.Layers, 0, 0.05));
    }

    [Fact]
    public void Noise_that_pulls_to_zero_widens_the_band_away_from_zero()
    {
        CosineLayer Pulled(double value, double draw) => new("a|b", 0, value, [.. Enumerable.Range(0, 101).Select(i => draw + (0.03 * (i - 50) / 50.0))]);
        var above = CosineLimit.Band([Pulled(0.5, 0.46)], Comparator.Less, 0.05);
        var below = CosineLimit.Band([Pulled(-0.5, -0.46)], Comparator.Less, 0.05);
        (above.High - 0.5).Should().BeGreaterThan(0.5 - above.Low);
        below.Low.Should().BeApproximately(-above.High, 1e-12);
        below.High.Should().BeApproximately(-above.Low, 1e-12);
        CosineLimit.Band([Pulled(-0.5, -0.46)], Comparator.Within, 0.05).High.Should().BeApproximately(above.High, 1e-12);
    }

    [Fact]
    public void Within_a_row_around_zero_may_be_zero()
    {
        var band = CosineLimit.Band(Rows.Cosines(0.03, 0.01, -0.005).Layers, Comparator.Within, 0.05);
        band.Low.Should().Be(0);
        band.High.Should().BeInRange(0.03, 0.05);
    }

    [Theory]
    [InlineData(0.5, Verdict.Refuted)]
    [InlineData(0.02, Verdict.Supported)]
    [InlineData(0.04, Verdict.Inconclusive)]
    public void Within_decides_by_size(double cosine, Verdict verdict)
    {
        var claim = Rows.Claim("everycosine", "within", 0.04, "cosine", "controls: [{name: permuted, metric: c.permuted, rule: below, threshold: 0.5}]");
        var book = new Dictionary<string, Measurement> { ["m"] = Rows.Cosines(0.01, -cosine, 0.001), ["c.permuted"] = Rows.Cosines(0.03, 0.1) };
        Decider.Decide(claim, "miniature", book).Verdict.Should().Be(verdict);
    }

    [Fact]
    public void Rows_without_equal_draws_are_refused()
    {
        var claim = Rows.Claim("everycosine", "<", 0.65, "cosine", "controls: [{name: permuted, metric: c.permuted, rule: below, threshold: 0.5}]");
        var book = new Dictionary<string, Measurement> { ["m"] = new CosineMeasurement([new CosineLayer("a|b", 0, 0.1, [0.1])]), ["c.permuted"] = Rows.Cosines(0.03, 0.1) };
        FluentActions.Invoking(() => Decider.Decide(claim, "miniature", book)).Should().Throw<InputException>().WithMessage("Claim C1 needs cosines with the same number of draws, at least 2; got 1 draws.");
    }
}
