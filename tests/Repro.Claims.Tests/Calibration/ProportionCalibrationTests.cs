using Repro.Claims.Statistics;
using Xunit.Abstractions;

namespace Repro.Claims.Tests.Calibration;

/// <summary>Known truth exactly on the threshold: neither bound may clear it in more than alpha of the worlds.</summary>
public sealed class ProportionCalibrationTests(ITestOutputHelper output)
{
    /// <summary>Uneven over questions, as the released figures are: mean 10 %.</summary>
    private static readonly double[] Uneven = [0.31, 0.22, 0.17, 0.03, 0.02, 0.02, 0.02, 0.01];

    [Theory]
    [InlineData("EM even", 0.10, 3, 50)]
    [InlineData("EM even, one seed", 0.10, 1, 50)]
    [InlineData("coherence even", 0.99, 3, 50)]
    [InlineData("coherence even, one seed", 0.99, 1, 50)]
    [InlineData("few answers", 0.10, 1, 5)]
    public void Even_questions(string world, double share, int seeds, int samples)
        => Check(world, [.. Enumerable.Repeat(share, 8)], seeds, samples);

    [Theory]
    [InlineData("EM by question", 3, 50)]
    [InlineData("EM by question, one seed", 1, 50)]
    [InlineData("EM by question, few answers", 1, 10)]
    public void Questions_that_differ(string world, int seeds, int samples) => Check(world, Uneven, seeds, samples);

    [Fact]
    public void Coherence_lost_in_one_question_only() => Check("one bad question", [0.92, 1, 1, 1, 1, 1, 1, 1], seeds: 3, samples: 50);

    [Theory]
    [InlineData(0.15, 0.10)]
    [InlineData(0.03, 0.02)]
    public void Ratio_of_two_independent_shares(double share, double reference)
    {
        var stream = new SplitMix($"ratio {share}");

        var rates = Rates.Of(2000, share / reference, _ =>
        {
            int x = stream.Binomial(400, share), y = stream.Binomial(400, reference);
            return y == 0 ? new Interval(0, double.PositiveInfinity) : IndependentRatio.Exact(x, 400, y, 400, Rates.Alpha);
        });

        output.WriteLine($"{rates}");
        rates.ShouldHold();
    }

    private void Check(string world, IReadOnlyList<double> shares, int seeds, int samples)
    {
        var stream = new SplitMix(world);

        var rates = Rates.Of(2000, shares.Average(), _ => Proportion.Stratified(stream.Counts(shares, seeds, samples), Rates.Alpha));

        output.WriteLine($"{world}: {rates}");
        rates.ShouldHold();
    }
}
