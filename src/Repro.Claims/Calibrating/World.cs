using Repro.Claims.Statistics;

namespace Repro.Claims.Calibrating;

/// <summary>One kind of simulated world, and the methods that judge each draw of it.</summary>
/// <param name="Estimand">What is estimated.</param>
/// <param name="Name">How it is made.</param>
/// <param name="Methods">Names and kinds, in the order of the judgements.</param>
/// <param name="Judge">Draws one world and judges it by every method.</param>
/// <param name="Cost">How many times as dear as a plain world: so many times fewer are drawn.</param>
internal sealed record World(string Estimand, string Name, IReadOnlyList<(string Name, CalibrationKind Kind)> Methods, Func<SplitMix, IReadOnlyList<Verdict>> Judge, int Cost = 1)
{
    /// <summary>The verdict of an interval on "value > threshold".</summary>
    public static Verdict Above(double threshold, Interval interval)
        => interval.Low > threshold ? Verdict.Supported : interval.High < threshold ? Verdict.Refuted : Verdict.Inconclusive;

    /// <summary>The verdict of an interval on "value within margin of 0".</summary>
    public static Verdict Within(double margin, Interval interval)
        => interval.Low >= -margin && interval.High <= margin ? Verdict.Supported : interval.Low > margin || interval.High < -margin ? Verdict.Refuted : Verdict.Inconclusive;
}
