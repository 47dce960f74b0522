using Repro.Claims.Measurements;

namespace Repro.Claims.Statistics;

/// <summary>The cosine that all but k layers exceed, in every pair of directions: the least over pairs of the (k + 1)-th smallest over layers.</summary>
public static class CosineShare
{
    /// <summary>The value for k = <paramref name="exceptions"/> allowed exceptions a pair.</summary>
    public static double Value(IReadOnlyList<CosineLayer> layers, int exceptions) => Order(layers, [.. layers.Select(l => l.Value)], exceptions);

    /// <summary>
    /// A simultaneous band over all pairs and layers by the bootstrap's studentised maximum, and the same order statistic of its two edges.
    /// Noise in the means pulls cosines and their draws towards 0. The lower edge leaves that pull in (draws centred on their mean), the
    /// upper edge takes it out (draws centred on the estimate), so either error is on the careful side.
    /// </summary>
    /// <param name="layers">Rows with equally many draws, at least two; draw i of every row is one resampling.</param>
    /// <param name="exceptions">Allowed exceptions a pair.</param>
    /// <param name="alpha">Level of each one-sided bound.</param>
    public static Interval Band(IReadOnlyList<CosineLayer> layers, int exceptions, double alpha)
    {
        var band = Edges(layers, alpha);
        return new Interval(
            Math.Max(-1, Order(layers, [.. band.Select(edge => edge.Low)], exceptions)),
            Math.Min(1, Order(layers, [.. band.Select(edge => edge.High)], exceptions)));
    }

    /// <summary>The band's two edges at every row.</summary>
    internal static Interval[] Edges(IReadOnlyList<CosineLayer> layers, double alpha)
    {
        double[] values = [.. layers.Select(l => l.Value)], means = [.. layers.Select(l => l.Draws.Average())];
        double[] errors = [.. layers.Select((l, row) => Deviation(l.Draws, means[row]))];
        var down = Maximum(layers, errors, alpha, (draw, row) => draw - means[row]);
        var up = Maximum(layers, errors, alpha, (draw, row) => values[row] - draw);
        return [.. values.Select((v, row) => new Interval(v - (down * errors[row]), v + (up * errors[row])))];
    }

    /// <summary>The (1 - alpha) quantile over draws of the largest studentised deviation over rows; at least 0.</summary>
    private static double Maximum(IReadOnlyList<CosineLayer> layers, double[] errors, double alpha, Func<double, int, double> deviation)
    {
        var maxima = new double[layers[0].Draws.Count];
        for (var row = 0; row < layers.Count; row++)
        {
            for (var i = 0; errors[row] > 0 && i < maxima.Length; i++)
                maxima[i] = Math.Max(maxima[i], deviation(layers[row].Draws[i], row) / errors[row]);
        }
        Array.Sort(maxima);
        return maxima[Math.Min(maxima.Length - 1, (int)Math.Ceiling((1 - alpha) * maxima.Length))];
    }

    private static double Order(IReadOnlyList<CosineLayer> layers, double[] of, int exceptions)
        => layers.Zip(of).GroupBy(row => row.First.Pair).Min(pair => pair.Select(row => row.Second).Order().ElementAt(exceptions));

    private static double Deviation(IReadOnlyList<double> draws, double mean)
        => Math.Sqrt(draws.Sum(d => (d - mean) * (d - mean)) / (draws.Count - 1));
}
