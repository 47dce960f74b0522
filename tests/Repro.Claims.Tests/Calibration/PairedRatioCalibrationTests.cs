using Repro.Claims.Statistics;
using Xunit.Abstractions;

namespace Repro.Claims.Tests.Calibration;

public sealed class PairedRatioCalibrationTests(ITestOutputHelper output)
{
    private const int Worlds = 1000;
    private const int Replicates = 150;

    [Theory]
    [InlineData("cut by 90 %", 0.20, 0.1, 0.0)]
    [InlineData("cut by 90 %, rare", 0.05, 0.1, 0.0)]
    [InlineData("cut by 78 %, some gained", 0.20, 0.12, 0.025)]
    [InlineData("up by 10 %", 0.20, 0.9, 0.05)]
    [InlineData("down by 10 %", 0.20, 0.85, 0.0125)]
    public void Even_questions(string world, double before, double keep, double gain)
        => Check(world, keep + (gain * (1 - before) / before), (_, _) => (before, keep, gain));

    [Theory]
    [InlineData("questions differ in EM, cut by 90 %", 0.1, 0.0)]
    [InlineData("questions differ in EM, up by 10 %", 1.0, 0.1)]
    public void Questions_that_differ_before(string world, double keep, double spread)
    {
        double[] before = [0.6, 0.5, 0.3, 0.1, 0.05, 0.02, 0.02, 0.01];
        var gain = spread * before.Average() / (1 - before.Average());
        Check(world, keep + (gain * (1 - before.Average()) / before.Average()), (q, _) => (before[q], keep, gain));
    }

    /// <summary>Questions are drawn anew in each world: the truth is the ratio over their population.</summary>
    [Fact]
    public void Questions_that_differ_in_the_cut()
        => Check("questions differ in the cut", 0.1, (_, u) => (0.25, u < 0.5 ? 0.04 : 0.16, 0.0));

    private void Check(string world, double truth, Func<int, double, (double Before, double Keep, double Gain)> question)
    {
        var stream = new SplitMix(world);

        var rates = Rates.Of(Worlds, truth, i =>
        {
            var pairs = Enumerable.Range(0, 8).SelectMany(q =>
            {
                var (before, keep, gain) = question(q, stream.NextDouble());
                return stream.Pairs($"q{q}", 60, before, keep, gain);
            }).ToList();
            return PairedRatio.Of(pairs, Rates.Alpha, new SplitMix($"{world} {i}"), Replicates);
        });

        output.WriteLine($"{world}: {rates}");
        rates.ShouldHold();
    }
}
