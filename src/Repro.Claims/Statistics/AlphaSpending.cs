using MathNet.Numerics.Distributions;

namespace Repro.Claims.Statistics;

/// <summary>
/// Looks at growing data that keep one overall level (Lan and DeMets 1983). After the fraction t of the answers at most
/// a(t) = 2 - 2 Phi(z(1 - alpha/2) / sqrt t) of alpha is spent: little early, as with O'Brien and Fleming.
/// </summary>
public static class AlphaSpending
{
    private const int Points = 400;
    private const double Reach = 8;

    /// <summary>The level spent by the fraction <paramref name="fraction"/> of the answers.</summary>
    public static double Spent(double fraction, double alpha)
        => fraction >= 1 ? alpha : 2 - (2 * Normal.CDF(0, 1, Normal.InvCDF(0, 1, 1 - (alpha / 2)) / Math.Sqrt(fraction)));

    /// <summary>
    /// The one-sided level at which each look tests, so that the chance of any false rejection up to it is a(t). By Armitage, McPherson and
    /// Rowe's recursion (1969) over the score's density among walks that have not crossed.
    /// </summary>
    /// <param name="fractions">Shares of the planned answers at the looks: above 0, growing, at most 1.</param>
    /// <param name="alpha">Overall one-sided level.</param>
    /// <exception cref="InputException">The fractions do not grow from above 0 to at most 1.</exception>
    public static IReadOnlyList<double> Levels(IReadOnlyList<double> fractions, double alpha)
    {
        if (fractions.Count == 0 || fractions[0] <= 0 || fractions[^1] > 1 || fractions.Zip(fractions.Skip(1)).Any(p => p.Second <= p.First))
            throw new InputException($"Looks are at growing fractions of the planned answers, above 0 and at most 1; got {string.Join(", ", fractions)}.");
        var levels = new List<double>();
        double[] nodes = [0], mass = [1];
        var (last, spent) = (0.0, 0.0);
        foreach (var fraction in fractions)
        {
            var (step, target) = (Math.Sqrt(fraction - last), Spent(fraction, alpha) - spent);
            double Crossing(double bound) => nodes.Zip(mass, (x, m) => m * (1 - Normal.CDF(0, 1, (bound - x) / step))).Sum();
            var (low, high) = (-Reach, Reach * Math.Sqrt(fraction));
            for (var i = 0; i < 60; i++)
            {
                var middle = (low + high) / 2;
                (low, high) = Crossing(middle) > target ? (middle, high) : (low, middle);
            }
            levels.Add(1 - Normal.CDF(0, 1, high / Math.Sqrt(fraction)));
            (nodes, mass) = Continue(nodes, mass, step, -Reach * Math.Sqrt(fraction), high);
            (last, spent) = (fraction, spent + target);
        }
        return levels;
    }

    /// <summary>The density after another step among walks below <paramref name="bound"/>, as masses at midpoints; each mass is the exact probability of its cell from each node.</summary>
    private static (double[] Nodes, double[] Mass) Continue(double[] nodes, double[] mass, double step, double floor, double bound)
    {
        var width = (bound - floor) / Points;
        var (next, of) = (new double[Points], new double[Points]);
        for (var i = 0; i < Points; i++)
            next[i] = floor + ((i + 0.5) * width);
        for (var j = 0; j < nodes.Length; j++)
        {
            var below = Normal.CDF(0, 1, (floor - nodes[j]) / step);
            for (var i = 0; i < Points; i++)
            {
                var above = Normal.CDF(0, 1, (floor + ((i + 1) * width) - nodes[j]) / step);
                of[i] += mass[j] * (above - below);
                below = above;
            }
        }
        return (next, of);
    }
}
