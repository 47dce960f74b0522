using Repro.Claims.Measurements;
using Repro.Claims.Multiverses;
using Repro.Experiments.Emergence;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Responses;
using Repro.Judges;

namespace Repro.Experiments.Steering;

/// <summary>Judged sweeps and fresh answers to rates at the best cell, trends over strength and heat maps: all of the experiment that is no walk.</summary>
internal static class SteeringResult
{
    private static readonly IReadOnlyList<string> Claims = ["C09", "C10", "C11"];

    /// <summary>The metrics of a kind of vectors.</summary>
    public static IReadOnlyList<string> Metrics(string kind) =>
    [
        $"steering.{kind}.best-cell.em", $"steering.{kind}.best-cell.coherence", $"steering.{kind}.best-cell.layer", $"steering.{kind}.best-cell.strength",
        $"steering.{kind}.by-strength.em", $"steering.{kind}.by-strength.incoherence",
    ];

    /// <summary>Measurements and figures.</summary>
    /// <param name="kind">One of <see cref="Interventions.SteeringKind"/>.</param>
    /// <param name="grid">The cells of the sweeps.</param>
    /// <param name="central">Layers that count as central.</param>
    /// <param name="runs">Judged answers of all cells, and fresh ones at the best, by seed.</param>
    /// <param name="identity">Who judged.</param>
    public static ExperimentResult Of(
        string kind, SteeringGrid grid, IReadOnlyList<int> central, IReadOnlyList<(long Seed, IReadOnlyList<JudgedResponse> Sweep, IReadOnlyList<JudgedResponse> Best)> runs, JudgeIdentity identity)
    {
        var judge = identity.ToString();
        var sweeps = runs.Select(run => run.Sweep).ToList();
        var (layer, strength) = SteeringChoice.Of(SteeringChoice.Best, grid, sweeps)!;
        var best = runs.Select(run => (run.Seed, run.Best)).ToList();
        var em = Tally.Proportion(best, ScoredOutcome.Misaligned, judge);
        var coherence = Tally.Proportion(best, ScoredOutcome.Coherent, judge);
        return new ExperimentResult(
            new Dictionary<string, Measurement>(StringComparer.Ordinal)
            {
                [$"steering.{kind}.best-cell.em"] = em,
                [$"steering.{kind}.best-cell.coherence"] = coherence,
                [$"steering.{kind}.best-cell.layer"] = new ExactMeasurement(layer, "the layer with the most misaligned answers of the sweep"),
                [$"steering.{kind}.best-cell.strength"] = new ExactMeasurement(strength, "the strength with the most misaligned answers of the sweep"),
                [$"steering.{kind}.by-strength.em"] = SteeringTrend.Of(grid, central, sweeps, Cuts.IsMisaligned, judge),
                [$"steering.{kind}.by-strength.incoherence"] = SteeringTrend.Of(grid, central, sweeps, row => !(row.Judgement.Coherent > Repro.Claims.Em.CoherenceCut), judge),
            },
            [
                .. SteeringFigures.HeatMap($"steering-{kind}-em", $"EM rate under {kind} steering, by layer and strength", "EM rate (%)", grid, sweeps, Cuts.IsMisaligned, new SteeringCell(layer, strength), Claims),
                .. SteeringFigures.HeatMap($"steering-{kind}-coherence", $"Coherence under {kind} steering, by layer and strength", "coherent answers (%)", grid, sweeps, row => row.Judgement.Coherent > Repro.Claims.Em.CoherenceCut, new SteeringCell(layer, strength), Claims),
                RateFigure.Line("steering-best", "Steering the chat model at the best cell, fresh answers", "answers (%)", "EM rate", kind, em, Claims, 50),
                RateFigure.Line("steering-best", "Steering the chat model at the best cell, fresh answers", "answers (%)", "coherent", kind, coherence, Claims, 50),
            ],
            []);
    }
}
