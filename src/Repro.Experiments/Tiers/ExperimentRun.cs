using Repro.Claims.Looks;
using Repro.Claims.Measurements;
using Repro.Claims.Multiverses;
using Repro.Claims.Results;
using Repro.Evidence.Runs;
using Repro.Experiments.Organisms;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Responses;
using Repro.Judges;

namespace Repro.Experiments.Tiers;

/// <summary>Resolves experiments one after the other into one book. What cannot be measured enters as missing, with its reason.</summary>
internal sealed class ExperimentRun(string judge, IJudge? second, StepRunner runner, IStageProgress progress)
{
    private readonly SortedDictionary<int, (Experiment Experiment, ExperimentResult Result)> measured = [];
    private readonly SortedDictionary<string, Measurement> missing = new(StringComparer.Ordinal);

    /// <summary>
    /// Measures what the request asks for: every experiment that provides one of its metrics or stands beside one, and where no claim was named all that are not on demand, or all. All answers at once,
    /// or in waves for as long as a claim needs them. Experiments of other settings, which a tier may have beside the common ones, are never in waves.
    /// </summary>
    public static TierOutcome Of(ITierMaterial material, TierRequest request, StepRunner runner, IStageProgress progress, IReadOnlyDictionary<string, IReadOnlyList<long>> seeds, IReadOnlyList<Experiment>? settings = null)
    {
        var run = new ExperimentRun(material.Judge.Identity.ToString(), request.SecondJudge, runner, progress);
        LookOutcome? looks = null;
        if (request.Looks is { } asked) looks = run.InWaves(material, asked, request.Tier);
        else run.Measure([.. ExperimentSet.Of(new Walk(material)), .. settings ?? []], experiment => (request.ClaimIds.Count == 0 && (request.Whole || !experiment.OnDemand)) || experiment.Metrics.Concat(experiment.Beside).Any(request.Metrics.Contains));
        var (result, scores) = run.Gather();
        return new TierOutcome(result.Book, result.Curves, result.Samples, seeds, runner.Stages) { Scores = scores, Looks = looks };
    }

    private LookOutcome InWaves(ITierMaterial material, LookRequest asked, string tier)
    {
        var plan = LookPlan.Of(asked.Count, material.Sizes.Evaluation);
        var scored = ExperimentSet.Of(new Walk(material, plan, 1)).SelectMany(experiment => experiment.Scored.Keys).ToHashSet(StringComparer.Ordinal);
        var results = Sequential.Decide(asked.Claims, tier, plan, scored.Contains, (look, metrics) =>
        {
            if (metrics.Count > 0) Measure(ExperimentSet.Of(new Walk(material, plan, look)), experiment => experiment.Metrics.Any(metrics.Contains));
            var (result, scores) = Gather();
            return new LookBook(result.Book, scores);
        });
        var blocks = Gather().Scores?.Conditions.Values.SelectMany(judges => judges[0].Blocks).ToList() ?? [];
        return new LookOutcome(plan, results, new LookTotals(plan.Samples, (long)blocks.Count * plan.Samples[^1], blocks.Sum(block => (long)block.Aligned.Count)));
    }

    /// <summary>Resolves the chosen experiments. One that was resolved before is replaced.</summary>
    private void Measure(IReadOnlyList<Experiment> experiments, Func<Experiment, bool> chosen)
    {
        foreach (var (place, experiment) in experiments.Index().Where(e => chosen(e.Item)))
        {
            try
            {
                measured[place] = (experiment, runner.Resolve(experiment));
            }
            catch (NotMeasurableException reason)
            {
                progress.Note($"{experiment.Label}: not measurable. {reason.Message}");
                foreach (var metric in experiment.Metrics) missing[metric] = new MissingMeasurement(reason.Message);
            }
        }
    }

    /// <summary>What was measured so far, and the scores that it was counted from.</summary>
    private (ExperimentResult Result, JudgedScores? Scores) Gather()
    {
        var book = new SortedDictionary<string, Measurement>(missing, StringComparer.Ordinal);
        var sources = new Dictionary<string, ScoredSource>(StringComparer.Ordinal);
        foreach (var (experiment, result) in measured.Values)
        {
            foreach (var (metric, measurement) in result.Book) book[metric] = measurement;
            foreach (var (metric, source) in experiment.Scored) sources[metric] = source;
        }

        var results = measured.Values.Select(m => m.Result).ToList();
        return (new ExperimentResult(book, Join(results.SelectMany(r => r.Curves)), [.. results.SelectMany(r => r.Samples)]), sources.Count == 0 ? null : runner.Resolve(new ScoresStep(judge, sources, second)));
    }

    /// <summary>Lines of the same figure and series that came from several experiments become one.</summary>
    private static List<LayerCurve> Join(IEnumerable<LayerCurve> curves) =>
        [.. curves.GroupBy(curve => (curve.Figure, curve.Series)).Select(group => group.First() with { Points = [.. group.SelectMany(curve => curve.Points)] })];
}
