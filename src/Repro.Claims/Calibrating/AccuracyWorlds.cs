using MathNet.Numerics.Distributions;
using Repro.Claims.Measurements;
using Repro.Claims.Statistics;

namespace Repro.Claims.Calibrating;

/// <summary>A nearest-mean classifier on features that belong to the group. Labels are of whole groups, by a fair coin, so that the true accuracy without a signal is one half.</summary>
internal static class AccuracyWorlds
{
    private const int Features = 4;
    private const int Members = 6;
    private const int Repeats = 2;
    private const int Folds = 4;

    private static readonly (string, CalibrationKind)[] Methods = [("grouped splits, permutation null", CalibrationKind.Ours), ("z test on token splits", CalibrationKind.Naive)];

    public static IEnumerable<World> All =>
    [
        .. from groups in (int[])[12, 24, 48] from correlation in (double[])[0, 0.3, 0.6] select Chance(groups, correlation),
        Signal(24), Signal(48),
        Power(24, 1), Power(48, 1), Power(48, 0.6),
    ];

    private static World Chance(int groups, double correlation) => new("accuracy", $"{groups} groups of {Members}, no signal, ICC of features {correlation}", Methods, stream =>
    {
        var (x, labels) = Draw(stream, groups, correlation, 0);
        return [Grouped(stream, x, labels), Tokens(x, labels)];
    }, Cost: 2);

    /// <summary>The truth is the procedure's own mean accuracy, from 1,000 draws of a stream of their own.</summary>
    private static World Signal(int groups)
    {
        var truth = new Lazy<double>(() =>
        {
            var stream = new SplitMix($"accuracy {groups}");
            return Enumerable.Range(0, 1000).Average(_ =>
            {
                var (x, labels) = Draw(stream, groups, 0.3, 1);
                var folds = Fit(x, labels, [Divide(stream, groups)]);
                return (double)folds.Sum(f => f.Correct) / folds.Sum(f => f.Total);
            });
        });
        return new("accuracy", $"{groups} groups of {Members}, classes 1 apart, threshold the true accuracy", [Methods[0]], stream =>
        {
            var (x, labels) = Draw(stream, groups, 0.3, 1);
            return [Grouped(stream, x, labels, truth.Value)];
        }, Cost: 2);
    }

    private static World Power(int groups, double signal) => new("accuracy", $"{groups} groups of {Members}, classes {signal} apart, threshold 0.5", [(Methods[0].Item1, CalibrationKind.Power)], stream =>
    {
        var (x, labels) = Draw(stream, groups, 0.3, signal);
        return [Grouped(stream, x, labels)];
    }, Cost: 2);

    private static Verdict Grouped(SplitMix stream, double[][] x, bool[] labels, double threshold = 0.5)
    {
        var divisions = Enumerable.Range(0, Repeats).Select(_ => Divide(stream, labels.Length)).ToList();
        var folds = Fit(x, labels, divisions);
        double[] chance = [.. Enumerable.Range(0, 39).Select(_ =>
        {
            bool[] shuffled = [.. Divide(stream, labels.Length).Select(i => labels[i])];
            var permuted = Fit(x, shuffled, divisions);
            return (double)permuted.Sum(f => f.Correct) / permuted.Sum(f => f.Total);
        })];
        var groups = GroupedAccuracy.Groups(folds);
        var verdict = World.Above(threshold, GroupedAccuracy.Over(groups, chance, Calibrator.Alpha, stream));
        var value = groups.Sum(g => g.Successes) / groups.Sum(g => g.Trials);
        return verdict == Verdict.Supported && Permutation.P(value, chance) > Calibrator.Alpha ? Verdict.Inconclusive : verdict;
    }

    /// <summary>Every second member of each group trains, the others test: the group's own feature gives its label away.</summary>
    private static Verdict Tokens(double[][] x, bool[] labels)
    {
        var means = Means(x, labels, i => i % 2 == 0);
        var tested = Enumerable.Range(0, x.Length).Where(i => i % 2 == 1).ToList();
        var correct = tested.Count(i => Nearest(x[i], means) == labels[i / Members]);
        var z = (correct - (tested.Count / 2.0)) / Math.Sqrt(tested.Count / 4.0);
        var critical = Normal.InvCDF(0, 1, 1 - Calibrator.Alpha);
        return z > critical ? Verdict.Supported : z < -critical ? Verdict.Refuted : Verdict.Inconclusive;
    }

    private static List<AccuracyFold> Fit(double[][] x, bool[] labels, List<int[]> divisions)
    {
        var rows = new List<AccuracyFold>();
        for (var repeat = 0; repeat < divisions.Count; repeat++)
        {
            for (var fold = 0; fold < Folds; fold++)
            {
                var division = divisions[repeat];
                var means = Means(x, labels, i => division[i / Members] % Folds != fold);
                for (var g = 0; g < labels.Length; g++)
                {
                    if (division[g] % Folds != fold)
                        continue;
                    var correct = 0;
                    for (var i = g * Members; i < (g + 1) * Members; i++)
                        correct += Nearest(x[i], means) == labels[g] ? 1 : 0;
                    rows.Add(new AccuracyFold(repeat, $"g{g}", correct, Members));
                }
            }
        }
        return rows;
    }

    private static (double[] No, double[] Yes) Means(double[][] x, bool[] labels, Func<int, bool> trains)
    {
        double[][] sums = [new double[Features], new double[Features]];
        int[] counts = [0, 0];
        for (var i = 0; i < x.Length; i++)
        {
            if (!trains(i))
                continue;
            var label = labels[i / Members] ? 1 : 0;
            counts[label]++;
            for (var f = 0; f < Features; f++)
                sums[label][f] += x[i][f];
        }
        for (var label = 0; label < 2; label++)
            for (var f = 0; f < Features; f++)
                sums[label][f] /= Math.Max(1, counts[label]);
        return (sums[0], sums[1]);
    }

    private static bool Nearest(double[] x, (double[] No, double[] Yes) means)
    {
        double no = 0, yes = 0;
        for (var f = 0; f < Features; f++)
        {
            no += (x[f] - means.No[f]) * (x[f] - means.No[f]);
            yes += (x[f] - means.Yes[f]) * (x[f] - means.Yes[f]);
        }
        return yes < no;
    }

    private static (double[][] X, bool[] Labels) Draw(SplitMix stream, int groups, double correlation, double signal)
    {
        var labels = new bool[groups];
        var x = new double[groups * Members][];
        for (var g = 0; g < groups; g++)
        {
            labels[g] = stream.NextDouble() < 0.5;
            double[] own = [.. Enumerable.Range(0, Features).Select(_ => Math.Sqrt(correlation) * stream.Gaussian())];
            for (var i = g * Members; i < (g + 1) * Members; i++)
                x[i] = [.. own.Select((o, f) => o + (Math.Sqrt(1 - correlation) * stream.Gaussian()) + (f == 0 && labels[g] ? signal : 0))];
        }
        return (x, labels);
    }

    /// <summary>A random order of 0 .. count - 1.</summary>
    private static int[] Divide(SplitMix stream, int count)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        for (var i = order.Length - 1; i > 0; i--)
        {
            var j = stream.Below(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }
        return order;
    }
}
