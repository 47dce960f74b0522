using Repro.Claims.Measurements;

namespace Repro.Claims.Statistics;

/// <summary>Least squares of a quadratic and of a step on fixed x.</summary>
internal sealed class SeriesFit
{
    /// <summary>1, x and x^2 made orthonormal over the points, so that a fit is three inner products.</summary>
    private readonly double[][] basis;

    public SeriesFit(IReadOnlyList<SeriesPoint> points)
    {
        double[] x = [.. points.Select(p => p.X)];
        var (mean, range) = (x.Average(), x.Max() - x.Min());
        basis = new double[3][];
        for (var power = 0; power < 3; power++)
        {
            double[] column = [.. x.Select(v => Math.Pow((v - mean) / range, power))];
            for (var lower = 0; lower < power; lower++)
                Subtract(column, basis[lower]);
            var norm = Math.Sqrt(Dot(column, column));
            basis[power] = [.. column.Select(v => v / norm)];
        }
    }

    /// <summary>n / 2 log(RSS of the quadratic / RSS of the step).</summary>
    public double Evidence(double[] y) => y.Length / 2.0 * Math.Log(Smooth(y).Squares / Step(y).Squares);

    public (double[] Fitted, double Squares) Smooth(double[] y)
    {
        var rest = (double[])y.Clone();
        foreach (var column in basis)
            Subtract(rest, column);
        return ([.. y.Zip(rest, (a, b) => a - b)], Math.Max(Dot(rest, rest), double.Epsilon));
    }

    /// <summary>The best division into two levels; <c>At</c> is the first point of the second.</summary>
    public (double[] Fitted, double Squares, int At) Step(double[] y)
    {
        var (n, total, before, best, at) = (y.Length, y.Sum(), 0.0, double.NegativeInfinity, 0);
        for (var i = 1; i <= n - ChangePoint.Edge; i++)
        {
            before += y[i - 1];
            var explained = (before * before / i) + ((total - before) * (total - before) / (n - i));
            if (i >= ChangePoint.Edge && explained > best)
                (best, at) = (explained, i);
        }
        double low = y[..at].Average(), high = y[at..].Average();
        double[] fitted = [.. Enumerable.Range(0, n).Select(i => i < at ? low : high)];
        return (fitted, Math.Max(y.Zip(fitted, (a, b) => (a - b) * (a - b)).Sum(), double.Epsilon), at);
    }

    private static void Subtract(double[] from, double[] unit)
    {
        var along = Dot(from, unit);
        for (var i = 0; i < from.Length; i++)
            from[i] -= along * unit[i];
    }

    private static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }
}
