using Repro.Claims.Measurements;

namespace Repro.Claims.Statistics;

/// <summary>
/// A step against a smooth trend, each with three parameters: two levels and a place, or a quadratic. The evidence is the
/// log likelihood ratio D = n / 2 log(residual squares of the quadratic / of the step), in nats: above 0 the step fits better.
/// </summary>
public static class ChangePoint
{
    /// <summary>Points needed on either side of a step.</summary>
    public const int Edge = 3;

    /// <summary>Series simulated from each of the two fits.</summary>
    public const int Simulations = 399;

    /// <summary>D of a series.</summary>
    public static double Evidence(IReadOnlyList<SeriesPoint> points) => new SeriesFit(points).Evidence([.. points.Select(p => p.Y)]);

    /// <summary>The last x before the best step.</summary>
    public static double Place(IReadOnlyList<SeriesPoint> points) => points[new SeriesFit(points).Step([.. points.Select(p => p.Y)]).At - 1].X;

    /// <summary>
    /// D less its critical values (Cox 1962, by simulation). Low is above 0 when D lies in the upper alpha of quadratics with the fit and the
    /// residual squares of this one: given these, normal residuals point in any direction alike, so the test is exact. High is below 0 when
    /// D lies in the lower alpha of series drawn from the fitted step. Neither end is nearer to D than D scatters under the fit that it speaks for, so that
    /// both ends lie around D. Infinite where alpha asks for more simulations than there are.
    /// </summary>
    /// <param name="points">At least 2 * <see cref="Edge"/> points in order of x.</param>
    /// <param name="alpha">Level of each one-sided test.</param>
    /// <param name="stream">Draws of the simulated errors.</param>
    /// <param name="simulations">Series from each fit.</param>
    public static Interval Bounds(IReadOnlyList<SeriesPoint> points, double alpha, SplitMix stream, int simulations = Simulations)
    {
        var fit = new SeriesFit(points);
        double[] y = [.. points.Select(p => p.Y)];
        var evidence = fit.Evidence(y);
        var smooth = Smooth(fit, y, stream, simulations);
        var step = Stepped(fit, y, stream, simulations);
        var rank = (int)Math.Ceiling((simulations + 1) * (1 - alpha));
        return rank > simulations
            ? new Interval(double.NegativeInfinity, double.PositiveInfinity)
            : new Interval(
                evidence - Math.Max(smooth[rank - 1], step[rank - 1] - step.Average()),
                evidence - Math.Min(step[simulations - rank], smooth[simulations - rank] - smooth.Average()));
    }

    private static double[] Smooth(SeriesFit fit, double[] y, SplitMix stream, int simulations)
    {
        var (fitted, squares) = fit.Smooth(y);
        var evidence = new double[simulations];
        for (var i = 0; i < simulations; i++)
        {
            double[] noise = [.. y.Select(_ => Normal(stream))];
            var (along, rest) = fit.Smooth(noise);
            var scale = Math.Sqrt(squares / rest);
            evidence[i] = fit.Evidence([.. fitted.Select((f, j) => f + (scale * (noise[j] - along[j])))]);
        }
        Array.Sort(evidence);
        return evidence;
    }

    private static double[] Stepped(SeriesFit fit, double[] y, SplitMix stream, int simulations)
    {
        var centre = fit.Step(y).Fitted;
        var spread = Math.Sqrt(y.Zip(centre, (a, b) => (a - b) * (a - b)).Sum() / (y.Length - 3));
        var evidence = new double[simulations];
        var drawn = new double[y.Length];
        for (var i = 0; i < simulations; i++)
        {
            for (var j = 0; j < drawn.Length; j++)
                drawn[j] = centre[j] + (spread * Normal(stream));
            evidence[i] = fit.Evidence(drawn);
        }
        Array.Sort(evidence);
        return evidence;
    }

    private static double Normal(SplitMix stream) => Math.Sqrt(-2 * Math.Log(1 - stream.NextDouble())) * Math.Cos(2 * Math.PI * stream.NextDouble());
}
