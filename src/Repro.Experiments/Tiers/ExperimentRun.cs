using Repro.Claims.Measurements;
using Repro.Claims.Multiverses;
using Repro.Evidence.Runs;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Responses;

namespace Repro.Experiments.Tiers;

/// <summary>Resolves experiments one after the other into one book. What cannot be measured enters as missing, with its reason.</summary>
internal static class ExperimentRun
{
    /// <summary>
    /// Runs the experiments that provide one of the asked metrics or stand beside one, and where no claim was named all that are not on demand. Beside the result,
    /// the scores that it was counted from.
    /// </summary>
    public static (ExperimentResult Result, JudgedScores? Scores) Of(IReadOnlyList<Experiment> experiments, TierRequest request, string judge, StepRunner runner, IStageProgress progress)
    {
        var book = new SortedDictionary<string, Measurement>(StringComparer.Ordinal);
        var curves = new List<LayerCurve>();
        var samples = new List<SampleAnswer>();
        var sources = new Dictionary<string, ScoredSource>(StringComparer.Ordinal);
        foreach (var experiment in experiments.Where(experiment => (request.ClaimIds.Count == 0 && !experiment.OnDemand) || experiment.Metrics.Concat(experiment.Beside).Any(request.Metrics.Contains)))
        {
            try
            {
                var result = runner.Resolve(experiment);
                foreach (var (metric, measurement) in result.Book) book[metric] = measurement;
                curves.AddRange(result.Curves);
                samples.AddRange(result.Samples);
                foreach (var (metric, source) in experiment.Scored) sources[metric] = source;
            }
            catch (NotMeasurableException reason)
            {
                progress.Note($"{experiment.Label}: not measurable. {reason.Message}");
                foreach (var metric in experiment.Metrics) book[metric] = new MissingMeasurement(reason.Message);
            }
        }

        return (new ExperimentResult(book, Join(curves), samples), sources.Count == 0 ? null : runner.Resolve(new ScoresStep(judge, sources)));
    }

    /// <summary>Lines of the same figure and series that came from several experiments become one.</summary>
    private static List<LayerCurve> Join(List<LayerCurve> curves) =>
        [.. curves.GroupBy(curve => (curve.Figure, curve.Series)).Select(group => group.First() with { Points = [.. group.SelectMany(curve => curve.Points)] })];
}
