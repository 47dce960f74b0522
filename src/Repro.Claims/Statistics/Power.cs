using MathNet.Numerics.Distributions;

namespace Repro.Claims.Statistics;

/// <summary>How many observations would have decided.</summary>
public static class Power
{
    /// <summary>
    /// n ((z(1 - alpha) + z(power)) SE / distance)^2, where the interval's half-width towards the threshold is z(1 - alpha) SE at the present n:
    /// the n at which an estimate this far from the threshold decides with the power asked for. Null when it stands on the threshold.
    /// </summary>
    public static long? Needed(int n, double halfWidth, double distance, double alpha, double power = 0.8)
    {
        var z = Normal.InvCDF(0, 1, 1 - alpha);
        var ratio = (z + Normal.InvCDF(0, 1, power)) / z * halfWidth / distance;
        var needed = n * ratio * ratio;
        return double.IsFinite(needed) && needed < long.MaxValue ? (long)Math.Ceiling(needed) : null;
    }
}
