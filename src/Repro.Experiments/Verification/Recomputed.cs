using Repro.Claims.Measurements;
using Repro.Claims.Multiverses;
using Repro.Evidence.Runs;

namespace Repro.Experiments.Verification;

/// <summary>What follows from the evidence of a run, computed without a model.</summary>
/// <param name="Book">Measurements by metric.</param>
/// <param name="Missing">Metrics whose evidence is not whole, with what is missing. Where only the judge's replies are, the measurement stands in the book all the same, from the recorded scores.</param>
/// <param name="Curves">Figure lines, those of one experiment after the other.</param>
/// <param name="Samples">The answers that the report shows.</param>
/// <param name="Steps">The stages before the measurements.</param>
public sealed record Recomputed(
    IReadOnlyDictionary<string, Measurement> Book, IReadOnlyDictionary<string, string> Missing, IReadOnlyList<LayerCurve> Curves, IReadOnlyList<SampleAnswer> Samples, IReadOnlyList<StepCheck> Steps)
{
    /// <summary>The scores behind the measurements; null where no artifact gives them.</summary>
    public JudgedScores? Scores { get; init; }
}
