using Repro.Claims.Measurements;
using Repro.Claims.Multiverses;
using Repro.Evidence.Runs;
using Repro.Experiments.Interventions;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Responses;
using Repro.Experiments.Steering;
using Repro.Judges;

namespace Repro.Experiments.SelfCorrection;

/// <summary>Judged sweeps and fresh answers to rates of self-correction: all of the experiment that is no walk.</summary>
internal static class SelfCorrectionResult
{
    private static readonly IReadOnlyList<string> Claims = ["C33"];

    /// <summary>The metrics of a kind of vectors.</summary>
    public static IReadOnlyList<string> Metrics(string kind) =>
    [
        $"steering.{kind}.quiet-cells.self-correction", $"steering.{kind}.quiet-cells.self-correction-as-coded", $"steering.{kind}.quiet-cells.em",
        $"steering.{kind}.quiet-cells.layer", $"steering.{kind}.quiet-cells.strength",
    ];

    /// <summary>Measurements and figures.</summary>
    /// <param name="kind">One of <see cref="SteeringKind"/>.</param>
    /// <param name="grid">The cells of the sweeps.</param>
    /// <param name="runs">Judged answers of all cells, and fresh ones at the quiet one, by seed.</param>
    /// <param name="identity">Who judged.</param>
    public static ExperimentResult Of(string kind, SteeringGrid grid, IReadOnlyList<(long Seed, IReadOnlyList<JudgedResponse> Sweep, IReadOnlyList<JudgedResponse> Quiet)> runs, JudgeIdentity identity)
    {
        var judge = identity.ToString();
        var sweeps = runs.Select(run => run.Sweep).ToList();
        var (layer, strength) = SteeringChoice.Of(SteeringChoice.Quiet, grid, sweeps) ?? throw SteeringChoice.NoCell(grid);
        var quiet = runs.Select(run => (run.Seed, run.Quiet)).ToList();
        return new ExperimentResult(
            new Dictionary<string, Measurement>(StringComparer.Ordinal)
            {
                [$"steering.{kind}.quiet-cells.self-correction"] = Corrections.Share(quiet, Corrections.AsWritten, judge),
                [$"steering.{kind}.quiet-cells.self-correction-as-coded"] = Corrections.Share(quiet, Corrections.AsCoded, judge),
                [$"steering.{kind}.quiet-cells.em"] = Tally.Proportion(quiet, ScoredOutcome.Misaligned, judge),
                [$"steering.{kind}.quiet-cells.layer"] = new ExactMeasurement(layer, "the layer of the quiet cell with the most self-correction of the sweep"),
                [$"steering.{kind}.quiet-cells.strength"] = new ExactMeasurement(strength, "the strength of the quiet cell with the most self-correction of the sweep"),
            },
            [
                Line("aligned and coherent", Cuts.IsAligned),
                Line("coherent", row => row.Judgement.Coherent > Repro.Claims.Em.CoherenceCut),
                Line("misaligned (EM)", Cuts.IsMisaligned),
                Line("self-correction, cut 50", Corrections.AsWritten),
                Line("self-correction, cut 30", Corrections.AsCoded),
            ],
            []);

        LayerCurve Line(string series, Func<JudgedResponse, bool> outcome) => SteeringFigures.Line(
            $"self-correction-{kind}", $"Self-correction under {kind} steering at the layer of its quiet cell, by strength", "answers (%)", series, grid, sweeps, outcome, layer, Claims);
    }
}
