using MathNet.Numerics.Distributions;
using Repro.Claims.Statistics;

namespace Repro.Claims.Calibrating;

/// <summary>Differences of two shares over fixed questions.</summary>
internal static class DifferenceWorlds
{
    private static readonly (string, CalibrationKind)[] Independent = [("square-and-add of stratified", CalibrationKind.Ours), ("normal interval", CalibrationKind.Naive)];
    private static readonly (string, CalibrationKind)[] Paired = [("square-and-add of exact, t over questions", CalibrationKind.Ours), ("unpaired normal interval", CalibrationKind.Naive)];

    public static IEnumerable<World> All =>
    [
        .. from questions in (int[])[8, 48] from correlation in (double[])[0, 0.1, 0.3] select TwoModels(questions, correlation, 0.39, 0.23),
        TwoModels(8, 0, 0.02, 0.01),
        .. from questions in (int[])[8, 48] from correlation in (double[])[0, 0.1, 0.3] select BeforeAfter(questions, correlation, 0.6, 0.02),
        BeforeAfter(8, 0, 0.9, 0),
        Power(25), Power(50),
    ];

    private static World TwoModels(int questions, double correlation, double first, double second) => new(
        "difference, independent", $"{questions} questions x 50, {first} against {second}, ICC {correlation}", Independent, stream =>
        {
            double[] p = [.. Enumerable.Range(0, questions).Select(_ => stream.Share(first, correlation))], q = [.. Enumerable.Range(0, questions).Select(_ => stream.Share(second, correlation))];
            var (one, two, truth) = (stream.Counts(p, 50), stream.Counts(q, 50), p.Average() - q.Average());
            double n = questions * 50, a = one.Sum(c => c.Successes) / n, b = two.Sum(c => c.Successes) / n;
            return [World.Above(truth, ShareDifference.Independent(one, two, Calibrator.Alpha)), World.Above(truth, Plain(a, b, n))];
        });

    private static World BeforeAfter(int questions, double correlation, double keep, double gain) => new(
        "difference, paired", $"{questions} questions x 50, {keep} kept, {gain} gained, ICC {correlation}", Paired, stream =>
        {
            double[] shares = [.. Enumerable.Range(0, questions).Select(_ => stream.Share(0.2, correlation))];
            var pairs = shares.SelectMany((p, q) => stream.Pairs($"q{q}", 50, p, keep, gain)).ToList();
            var truth = shares.Average(p => (p * (keep - 1)) + ((1 - p) * gain));
            double n = pairs.Count, after = pairs.Count(p => p.After) / n, before = pairs.Count(p => p.Before) / n;
            return [World.Above(truth, ShareDifference.Paired(pairs, Calibrator.Alpha)), World.Above(truth, Plain(after, before, n))];
        });

    private static World Power(int samples) => new(
        "difference, independent", $"8 questions x {samples}, truth 16 points, threshold 5 points", [(Independent[0].Item1, CalibrationKind.Power)], stream =>
            [World.Above(0.05, ShareDifference.Independent(stream.Counts([.. Enumerable.Repeat(0.39, 8)], samples), stream.Counts([.. Enumerable.Repeat(0.23, 8)], samples), Calibrator.Alpha))]);

    private static Interval Plain(double first, double second, double n)
    {
        var half = Normal.InvCDF(0, 1, 1 - Calibrator.Alpha) * Math.Sqrt(((first * (1 - first)) + (second * (1 - second))) / n);
        return new Interval(first - second - half, first - second + half);
    }
}
