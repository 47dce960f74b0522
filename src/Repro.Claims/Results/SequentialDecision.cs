namespace Repro.Claims.Results;

/// <summary>Where sequential looks ended.</summary>
/// <param name="Verdict">Supported or Refuted at the overall level; Inconclusive: no look decided so far.</param>
/// <param name="Look">The look that ended it, from 1.</param>
/// <param name="Used">Answers behind it.</param>
/// <param name="Planned">Answers of the plan.</param>
/// <param name="Value">The estimate at that look, in the claim's unit. Stopping early biases it away from the threshold.</param>
/// <param name="Interval">[low, high] at that look's own level.</param>
/// <param name="Alpha">One-sided level of that look.</param>
public sealed record SequentialDecision(Verdict Verdict, int Look, long Used, long Planned, double Value, IReadOnlyList<double> Interval, double Alpha)
{
    /// <summary>Share of the planned answers that were not needed, 0 where none decided.</summary>
    public double Saved => Verdict == Verdict.Inconclusive ? 0 : Math.Max(0, 1 - ((double)Used / Planned));
}
