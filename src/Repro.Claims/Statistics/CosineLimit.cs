using Repro.Claims.Ledgers;
using Repro.Claims.Measurements;

namespace Repro.Claims.Statistics;

/// <summary>The worst of several cosines for a limit that all must keep, with the simultaneous band of <see cref="CosineShare.Band"/>.</summary>
public static class CosineLimit
{
    /// <summary>The smallest cosine (limits from below), the largest (from above), or the largest size (within).</summary>
    public static double Value(IReadOnlyList<CosineLayer> layers, Comparator comparator) => Worst([.. layers.Select(l => l.Value)], comparator);

    /// <summary>
    /// The same of the band's edges. Noise pulls a negative cosine up as it pulls a positive one down, so the band of -c serves below 0. Within:
    /// a row whose band holds 0 may be 0.
    /// </summary>
    /// <param name="layers">Rows with equally many draws, at least two; draw i of every row is one resampling.</param>
    /// <param name="comparator">The claim's.</param>
    /// <param name="alpha">Level of each one-sided bound.</param>
    public static Interval Band(IReadOnlyList<CosineLayer> layers, Comparator comparator, double alpha)
    {
        var upright = layers.Select(l => l.Value >= 0 ? l : l with { Value = -l.Value, Draws = [.. l.Draws.Select(d => -d)] }).ToList();
        var edges = CosineShare.Edges(upright, alpha).Select((edge, row) => layers[row].Value >= 0 ? edge : edge.Map(x => -x)).ToList();
        if (comparator != Comparator.Within)
            return new Interval(Math.Max(-1, Worst([.. edges.Select(e => e.Low)], comparator)), Math.Min(1, Worst([.. edges.Select(e => e.High)], comparator)));
        return new Interval(
            edges.Max(e => e.Low <= 0 && e.High >= 0 ? 0 : Math.Min(Math.Abs(e.Low), Math.Abs(e.High))),
            Math.Min(1, edges.Max(e => Math.Max(Math.Abs(e.Low), Math.Abs(e.High)))));
    }

    private static double Worst(double[] cosines, Comparator comparator) => comparator switch
    {
        Comparator.Greater or Comparator.GreaterOrEqual => cosines.Min(),
        Comparator.Within => cosines.Max(Math.Abs),
        _ => cosines.Max(),
    };
}
