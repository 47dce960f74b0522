using Repro.Claims.Measurements;
using Repro.Claims.Statistics;

namespace Repro.Claims.Calibrating;

/// <summary>Series that are smooth, and series with one step.</summary>
internal static class StepWorlds
{
    private const int Simulations = 99;

    private static readonly (string, CalibrationKind)[] Methods = [("simulated from either fit", CalibrationKind.Ours), ("better fit of the two", CalibrationKind.Naive)];

    public static IEnumerable<World> All =>
    [
        .. from points in (int[])[12, 24, 40] from curve in (string[])["flat", "line", "quadratic", "step"] select Series(points, curve),
        Power(12, "step", 4), Power(24, "step", 4), Power(24, "line", 4), Power(24, "step", 8),
    ];

    /// <summary>Smooth: Supported is the error. A step: Refuted is. Flat is both.</summary>
    private static World Series(int points, string curve) => new("step against smooth", $"{points} points, {curve}, change of 4 errors", Methods, stream =>
    {
        var series = Draw(stream, points, curve, 4);
        Verdict[] verdicts = [World.Above(0, ChangePoint.Bounds(series, Calibrator.Alpha, stream, Simulations)), ChangePoint.Evidence(series) > 0 ? Verdict.Supported : Verdict.Refuted];
        return [.. verdicts.Select(v => curve == "flat" || v == (curve == "step" ? Verdict.Refuted : Verdict.Supported) ? v : Verdict.Inconclusive)];
    });

    private static World Power(int points, string curve, double size) => new("step against smooth", $"{points} points, {curve}, change of {size} errors, any verdict", [(Methods[0].Item1, CalibrationKind.Power)], stream =>
        [World.Above(0, ChangePoint.Bounds(Draw(stream, points, curve, size), Calibrator.Alpha, stream, Simulations))]);

    private static List<SeriesPoint> Draw(SplitMix stream, int points, string curve, double size)
        => [.. Enumerable.Range(0, points).Select(i =>
        {
            var t = i / (points - 1.0);
            var centre = curve switch { "line" => t, "quadratic" => t * t, "step" => t < 0.4 ? 0 : 1, _ => 0 };
            return new SeriesPoint(i, (size * centre) + stream.Gaussian());
        })];
}
