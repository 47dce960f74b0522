using Repro.Claims.Multiverses;
using Repro.Evidence.Bundles;
using Repro.Experiments.Verification;

namespace Repro.Experiments.Interop;

/// <summary>The judged answers behind a run, by condition, out of its evidence.</summary>
public sealed class RunAnswers
{
    private readonly SortedDictionary<string, AnsweredCondition> conditions = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, ScoredMetric> metrics = new(StringComparer.Ordinal);
    private readonly SortedSet<string> missing = new(StringComparer.Ordinal);

    private RunAnswers()
    {
    }

    /// <summary>Conditions in order of their names; those whose evidence is not whole are left out.</summary>
    public IReadOnlyList<AnsweredCondition> Conditions => [.. conditions.Values];

    /// <summary>What is missing, one line each.</summary>
    public IReadOnlyCollection<string> Missing => missing;

    /// <summary>The scores, as a run keeps them; null where there are no answers.</summary>
    public JudgedScores? Scores => conditions.Count == 0 ? null : new JudgedScores(
        conditions.ToDictionary(
            condition => condition.Key,
            IReadOnlyList<JudgeScores> (condition) => [new JudgeScores(condition.Value.Seeds[0].Judge.ToString(), [.. condition.Value.Blocks])],
            StringComparer.Ordinal),
        metrics.Where(metric => conditions.ContainsKey(metric.Value.Condition) && (metric.Value.Before is null || conditions.ContainsKey(metric.Value.Before))).ToDictionary(StringComparer.Ordinal));

    /// <summary>Reads the answers that the run's experiments counted, with the scores that were recorded.</summary>
    /// <exception cref="InvalidDataException">A file of the evidence breaks a rule of its format.</exception>
    public static RunAnswers Of(EvidenceSet evidence, CancellationToken cancellation)
    {
        var answers = new RunAnswers();
        var judged = new JudgedAgain(evidence, []);
        foreach (var artifact in evidence.Artifacts.Values.Where(a => a.Key.Stage == "measure"))
        {
            cancellation.ThrowIfCancellationRequested();
            answers.Add(MeasureSpec.Of(artifact), artifact.Key.Inputs, judged);
        }

        return answers;
    }

    private void Add(MeasureSpec spec, IReadOnlyList<string> inputs, JudgedAgain judged)
    {
        switch (spec.Experiment)
        {
            case "emergence":
                Add(new AnsweredCondition(spec.Organism!, null, []), spec.Seeds!, inputs, judged);
                metrics[$"em.{spec.Organism}"] = new ScoredMetric(ScoredOutcome.Misaligned, spec.Organism!);
                metrics[$"coherence.{spec.Organism}"] = new ScoredMetric(ScoredOutcome.Coherent, spec.Organism!);
                break;
            case "ablation":
                var (before, after) = (new AnsweredCondition(spec.Target!, null, []), new AnsweredCondition(spec.Target!, $"{spec.Mode} ablation", []));
                Add(before, spec.Seeds!, [.. inputs.Where((_, i) => i % 2 == 0)], judged);
                Add(after, spec.Seeds!, [.. inputs.Where((_, i) => i % 2 == 1)], judged);
                metrics[$"ablation.{spec.Mode}.{spec.Target}"] = new ScoredMetric(ScoredOutcome.Misaligned, after.Name) { Before = before.Name };
                metrics[$"ablation-coherence.{spec.Mode}.{spec.Target}"] = new ScoredMetric(ScoredOutcome.Coherent, after.Name);
                break;
        }
    }

    private void Add(AnsweredCondition condition, IReadOnlyList<long> seeds, IReadOnlyList<string> ids, JudgedAgain judged)
    {
        if (conditions.ContainsKey(condition.Name)) return;
        try
        {
            conditions.Add(condition.Name, condition with { Seeds = [.. seeds.Zip(ids, (seed, id) => new AnsweredSeed(seed, judged.JudgeOf(id), id, judged.Rows(id), judged.Questions(id)))] });
        }
        catch (MissingEvidenceException e)
        {
            missing.Add($"{condition.Name}: {e.Message}");
        }
    }
}
