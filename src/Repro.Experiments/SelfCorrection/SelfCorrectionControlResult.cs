using Repro.Claims.Measurements;
using Repro.Claims.Multiverses;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Responses;
using Repro.Judges;

namespace Repro.Experiments.SelfCorrection;

/// <summary>Judged answers under random vectors at the direction's quiet cell to rates: all of the experiment that is no walk.</summary>
internal static class SelfCorrectionControlResult
{
    /// <summary>The metrics.</summary>
    public static IReadOnlyList<string> Metrics { get; } =
        ["steering.random.same-cell.self-correction", "steering.random.same-cell.self-correction-as-coded", "steering.random.same-cell.em"];

    /// <summary>Rates by question and seed.</summary>
    public static ExperimentResult Of(IReadOnlyList<(long Seed, IReadOnlyList<JudgedResponse> Rows)> runs, JudgeIdentity identity)
    {
        var judge = identity.ToString();
        return new ExperimentResult(
            new Dictionary<string, Measurement>(StringComparer.Ordinal)
            {
                [Metrics[0]] = Corrections.Share(runs, Corrections.AsWritten, judge),
                [Metrics[1]] = Corrections.Share(runs, Corrections.AsCoded, judge),
                [Metrics[2]] = Tally.Proportion(runs, ScoredOutcome.Misaligned, judge),
            },
            [],
            []);
    }
}
