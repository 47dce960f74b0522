using Repro.Claims.Measurements;
using Repro.Claims.Multiverses;
using Repro.Experiments.Emergence;
using Repro.Experiments.Interventions;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Responses;
using Repro.Judges;

namespace Repro.Experiments.Steering;

/// <summary>Judged answers under a control of steering to rates: all of the experiment that is no walk.</summary>
internal static class SteeringControlResult
{
    /// <summary>The metrics of a kind; the first is the share of misaligned, the second that of coherent answers.</summary>
    public static IReadOnlyList<string> Metrics(string kind) => kind == SteeringKind.Zero
        ? ["steering.zero.em", "steering.zero.coherence", "steering.zero.self-correction", "steering.zero.self-correction-as-coded"]
        : [$"steering.{kind}.best-cell.em", $"steering.{kind}.best-cell.coherence"];

    /// <summary>Rates and figures.</summary>
    public static ExperimentResult Of(string kind, IReadOnlyList<(long Seed, IReadOnlyList<JudgedResponse> Rows)> runs, JudgeIdentity identity)
    {
        var judge = identity.ToString();
        var metrics = Metrics(kind);
        var em = Tally.Proportion(runs, ScoredOutcome.Misaligned, judge);
        var coherence = Tally.Proportion(runs, ScoredOutcome.Coherent, judge);
        var book = new Dictionary<string, Measurement>(StringComparer.Ordinal) { [metrics[0]] = em, [metrics[1]] = coherence };
        if (kind == SteeringKind.Zero)
        {
            book[metrics[2]] = Corrections.Share(runs, Corrections.AsWritten, judge);
            book[metrics[3]] = Corrections.Share(runs, Corrections.AsCoded, judge);
        }

        const string Title = "Steering the chat model at the best cell, fresh answers";
        return new ExperimentResult(
            book,
            [
                RateFigure.Line("steering-best", Title, "answers (%)", "EM rate", kind, em, ["C09", "C10", "C11"], 50),
                RateFigure.Line("steering-best", Title, "answers (%)", "coherent", kind, coherence, ["C09", "C10", "C11"], 50),
            ],
            []);
    }
}
