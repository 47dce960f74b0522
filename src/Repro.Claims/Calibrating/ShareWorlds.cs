using MathNet.Numerics.Distributions;
using Repro.Claims.Statistics;

namespace Repro.Claims.Calibrating;

/// <summary>Shares and ratios over fixed questions: the truth is that of the world's own questions.</summary>
internal static class ShareWorlds
{
    private static readonly (string, CalibrationKind)[] Methods = [("stratified Wilson, exact", CalibrationKind.Ours), ("normal interval", CalibrationKind.Naive)];
    private static readonly (string, CalibrationKind)[] RatioMethods = [("exact, conditional", CalibrationKind.Ours), ("quotient of two points", CalibrationKind.Naive)];

    public static IEnumerable<World> All =>
    [
        .. from questions in (int[])[8, 24, 48] from correlation in (double[])[0, 0.1, 0.3] select Share(questions, correlation, 0.1, 50),
        Share(8, 0.3, 0.02, 50), Share(8, 0.3, 0.95, 50), Share(8, 0, 0.99, 50), Share(8, 0.1, 0.1, 5),
        Fixed("uneven", [0.31, 0.22, 0.17, 0.03, 0.02, 0.02, 0.02, 0.01], 150), Fixed("uneven", [0.31, 0.22, 0.17, 0.03, 0.02, 0.02, 0.02, 0.01], 10),
        Fixed("one question bad", [0.92, 1, 1, 1, 1, 1, 1, 1], 150),
        .. from questions in (int[])[8, 48] from correlation in (double[])[0, 0.3] select Ratio(questions, correlation),
        Power(0.15, 50), Power(0.15, 150), Power(0.2, 50),
    ];

    private static World Share(int questions, double correlation, double mean, int samples) => new(
        "proportion, these questions", $"{questions} questions x {samples}, mean {mean}, ICC {correlation}", Methods, stream =>
        {
            return Judge(stream, [.. Enumerable.Range(0, questions).Select(_ => stream.Share(mean, correlation))], samples);
        });

    private static World Fixed(string name, double[] shares, int samples) => new("proportion, these questions", $"8 questions x {samples}, {name}", Methods, stream => Judge(stream, shares, samples));

    private static Verdict[] Judge(SplitMix stream, double[] shares, int samples)
    {
        var counts = stream.Counts(shares, samples);
        var truth = shares.Average();
        return [World.Above(truth, Proportion.Stratified(counts, Calibrator.Alpha)), World.Above(truth, Plain(counts.Sum(c => c.Successes), shares.Length * samples))];
    }

    private static World Power(double share, int samples) => new(
        "proportion, these questions", $"8 questions x {samples}, truth {share}, threshold 0.1", [("stratified Wilson, exact", CalibrationKind.Power)], stream =>
            [World.Above(0.1, Proportion.Stratified(stream.Counts([.. Enumerable.Repeat(share, 8)], samples), Calibrator.Alpha))]);

    private static World Ratio(int questions, double correlation) => new(
        "ratio, independent", $"{questions} questions x 50, 0.15 / 0.1, ICC {correlation}", RatioMethods, stream =>
        {
            double[] bottom = [.. Enumerable.Range(0, questions).Select(_ => stream.Share(0.1, correlation))];
            double[] top = [.. bottom.Select(p => Math.Min(1, 1.5 * p))];
            var truth = top.Sum() / bottom.Sum();
            int x = stream.Counts(top, 50).Sum(c => c.Successes), y = stream.Counts(bottom, 50).Sum(c => c.Successes), n = 50 * questions;
            if (y == 0)
                return [Verdict.Inconclusive, Verdict.Inconclusive];
            return [World.Above(truth, IndependentRatio.Exact(x, n, y, n, Calibrator.Alpha)), World.Above(truth, new Interval((double)x / y, (double)x / y))];
        });

    private static Interval Plain(double successes, double trials)
    {
        var share = successes / trials;
        var half = Normal.InvCDF(0, 1, 1 - Calibrator.Alpha) * Math.Sqrt(share * (1 - share) / trials);
        return new Interval(share - half, share + half);
    }
}
