using Repro.Claims.Measurements;
using Repro.Evidence.Runs;
using Repro.Experiments.Pipeline;

namespace Repro.Experiments.Tiers;

/// <summary>Resolves experiments one after the other into one book. What cannot be measured enters as missing, with its reason.</summary>
internal static class ExperimentRun
{
    /// <summary>Runs the experiments that provide one of <paramref name="metrics"/>; all of them when it is empty.</summary>
    public static ExperimentResult Of(IReadOnlyList<Experiment> experiments, IReadOnlyList<string> metrics, StepRunner runner, IStageProgress progress)
    {
        var book = new SortedDictionary<string, Measurement>(StringComparer.Ordinal);
        var curves = new List<LayerCurve>();
        var samples = new List<SampleAnswer>();
        foreach (var experiment in experiments.Where(experiment => metrics.Count == 0 || experiment.Metrics.Any(metrics.Contains)))
        {
            try
            {
                var result = runner.Resolve(experiment);
                foreach (var (metric, measurement) in result.Book) book[metric] = measurement;
                curves.AddRange(result.Curves);
                samples.AddRange(result.Samples);
            }
            catch (NotMeasurableException reason)
            {
                progress.Note($"{experiment.Label}: not measurable. {reason.Message}");
                foreach (var metric in experiment.Metrics) book[metric] = new MissingMeasurement(reason.Message);
            }
        }

        return new ExperimentResult(book, Join(curves), samples);
    }

    /// <summary>Lines of the same figure and series that came from several experiments become one.</summary>
    private static List<LayerCurve> Join(List<LayerCurve> curves) =>
        [.. curves.GroupBy(curve => (curve.Figure, curve.Series)).Select(group => group.First() with { Points = [.. group.SelectMany(curve => curve.Points)] })];
}
