namespace Repro.Claims.Calibrating;

/// <summary>Verdicts of one method in the worlds of one kind.</summary>
/// <param name="Estimand">What is estimated.</param>
/// <param name="World">How the worlds are made.</param>
/// <param name="Method">Interval or test.</param>
/// <param name="Kind">What the row shows.</param>
/// <param name="Supported">Share of worlds in which the verdict is Supported.</param>
/// <param name="Refuted">Share of worlds in which it is Refuted.</param>
/// <param name="Worlds">Number of worlds.</param>
public sealed record CalibrationRow(string Estimand, string World, string Method, CalibrationKind Kind, double Supported, double Refuted, int Worlds)
{
    /// <summary>alpha + 3 sqrt(alpha (1 - alpha) / worlds): what a rate of alpha stays below in all but one of 700 simulations.</summary>
    public double Bound => Calibrator.Alpha + (3 * Math.Sqrt(Calibrator.Alpha * (1 - Calibrator.Alpha) / Worlds));

    /// <summary>False only where a row of ours errs more often than the bound allows.</summary>
    public bool Holds => Kind != CalibrationKind.Ours || Math.Max(Supported, Refuted) <= Bound;
}
