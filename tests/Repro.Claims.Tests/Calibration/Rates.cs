using Repro.Claims.Statistics;

namespace Repro.Claims.Tests.Calibration;

/// <summary>Shares of simulated worlds in which each one-sided bound wrongly cleared the truth.</summary>
internal sealed record Rates(double FalseSupported, double FalseRefuted, int Worlds)
{
    public const double Alpha = 0.05;

    /// <summary>alpha plus three standard errors of a share of this many worlds.</summary>
    public double Bound => Alpha + (3 * Math.Sqrt(Alpha * (1 - Alpha) / Worlds));

    /// <summary>Runs the worlds; the truth stands exactly on the threshold, where errors are most frequent.</summary>
    public static Rates Of(int worlds, double truth, Func<int, Interval> interval)
    {
        int above = 0, below = 0;
        for (var world = 0; world < worlds; world++)
        {
            var bounds = interval(world);
            above += bounds.Low > truth ? 1 : 0;
            below += bounds.High < truth ? 1 : 0;
        }
        return new Rates((double)above / worlds, (double)below / worlds, worlds);
    }

    public void ShouldHold()
    {
        FalseSupported.Should().BeLessThanOrEqualTo(Bound, "a true bound errs in at most alpha of {0} worlds", Worlds);
        FalseRefuted.Should().BeLessThanOrEqualTo(Bound, "a true bound errs in at most alpha of {0} worlds", Worlds);
    }
}
