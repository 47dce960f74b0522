using MathNet.Numerics.Distributions;
using Repro.Claims.Measurements;

namespace Repro.Claims.Statistics;

/// <summary>
/// Whether values grow over ordered levels (Jonckheere 1954, Terpstra 1952), within questions: a pair of values at two levels of one
/// question counts 1 when the higher level has the higher value, 1/2 for a tie.
/// </summary>
public static class Jonckheere
{
    /// <summary>Permutations of <see cref="Permuted"/>.</summary>
    public const int Permutations = 999;

    /// <summary>The mean over questions of (concordant - discordant) / pairs, -1 to 1; each question's own behind it.</summary>
    public static (double Mean, IReadOnlyList<double> Questions) Order(IReadOnlyList<OrderedValue> values)
    {
        List<double> orders = [.. Blocks(values).Select(b => Signs(b.Levels, b.Values) / Pairs(b.Levels))];
        return (orders.Count == 0 ? 0 : orders.Average(), orders);
    }

    /// <summary>Over questions: mean +- t(G - 1) SE, cut to [-1, 1]; where all questions agree, Clopper-Pearson with the questions as trials.</summary>
    public static Interval Over(IReadOnlyList<double> questions, double alpha)
    {
        double mean = questions.Average(), count = questions.Count;
        var error = Math.Sqrt(questions.Sum(q => (q - mean) * (q - mean)) / (count - 1) / count);
        if (error == 0)
            return Proportion.ClopperPearson(count * (mean + 1) / 2, count, alpha).Map(p => (2 * p) - 1);
        var half = StudentT.InvCDF(0, 1, count - 1, 1 - alpha) * error;
        return new Interval(Math.Max(-1, mean - half), Math.Min(1, mean + half));
    }

    /// <summary>One-sided p value of growth: values permuted within questions, ties kept.</summary>
    public static double Permuted(IReadOnlyList<OrderedValue> values, SplitMix stream, int permutations = Permutations)
    {
        var blocks = Blocks(values);
        var observed = blocks.Sum(b => Signs(b.Levels, b.Values));
        var reached = 0;
        for (var i = 0; i < permutations; i++)
        {
            var sum = 0.0;
            foreach (var (levels, of) in blocks)
            {
                for (var j = of.Length - 1; j > 0; j--)
                {
                    var k = stream.Below(j + 1);
                    (of[j], of[k]) = (of[k], of[j]);
                }
                sum += Signs(levels, of);
            }
            reached += sum >= observed ? 1 : 0;
        }
        return (1.0 + reached) / (1 + permutations);
    }

    /// <summary>The same by the normal approximation with the variance for ties (Hollander and Wolfe 1999, 6.19) and continuity correction.</summary>
    public static double Normal(IReadOnlyList<OrderedValue> values)
    {
        var blocks = Blocks(values);
        double excess = blocks.Sum(b => Signs(b.Levels, b.Values) / 2), variance = blocks.Sum(b => Variance(b.Levels, b.Values));
        return variance == 0 ? 1 : 1 - MathNet.Numerics.Distributions.Normal.CDF(0, 1, (excess - 0.5) / Math.Sqrt(variance));
    }

    private static List<(double[] Levels, double[] Values)> Blocks(IReadOnlyList<OrderedValue> values)
        => [.. values.GroupBy(v => v.Question).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => g.OrderBy(v => v.Level).ToList()).Select(g => (g.Select(v => v.Level).ToArray(), g.Select(v => v.Value).ToArray())).Where(b => Pairs(b.Item1) > 0)];

    /// <summary>Concordant less discordant pairs.</summary>
    private static double Signs(double[] levels, double[] values)
    {
        var sum = 0;
        for (var i = 0; i < levels.Length; i++)
            for (var j = i + 1; j < levels.Length; j++)
                sum += levels[j] > levels[i] ? values[j].CompareTo(values[i]) : 0;
        return sum;
    }

    private static double Pairs(double[] levels)
    {
        var n = levels.Length;
        return ((n * (n - 1)) - Sizes(levels).Sum(t => t * (t - 1))) / 2.0;
    }

    private static double Variance(double[] levels, double[] values)
    {
        double n = levels.Length;
        double[] groups = Sizes(levels), ties = Sizes(values);
        double Sum(double[] sizes, Func<double, double> of) => sizes.Sum(of);
        var plain = (n * (n - 1) * ((2 * n) + 5)) - Sum(groups, g => g * (g - 1) * ((2 * g) + 5)) - Sum(ties, t => t * (t - 1) * ((2 * t) + 5));
        var triples = n < 3 ? 0 : Sum(groups, g => g * (g - 1) * (g - 2)) * Sum(ties, t => t * (t - 1) * (t - 2)) / (36 * n * (n - 1) * (n - 2));
        return (plain / 72) + triples + (Sum(groups, g => g * (g - 1)) * Sum(ties, t => t * (t - 1)) / (8 * n * (n - 1)));
    }

    private static double[] Sizes(double[] of) => [.. of.GroupBy(x => x).Select(g => (double)g.Count())];
}
