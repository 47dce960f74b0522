using System.Runtime.InteropServices;

namespace Repro.Claims.Statistics;

/// <summary>A confidence interval [Low, High]. Each end is a one-sided bound at the level asked for.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Interval(double Low, double High)
{
    /// <summary>The smallest interval that holds both.</summary>
    public Interval Hull(Interval other) => new(Math.Min(Low, other.Low), Math.Max(High, other.High));

    /// <summary>Both ends through an increasing or decreasing map.</summary>
    public Interval Map(Func<double, double> map)
    {
        var (a, b) = (map(Low), map(High));
        return a <= b ? new Interval(a, b) : new Interval(b, a);
    }

    /// <summary>Whether the two have a point in common.</summary>
    public bool Overlaps(Interval other) => Low <= other.High && other.Low <= High;
}
