using Repro.Claims.Multiverses;
using Repro.Evidence.Store;
using Repro.Experiments.Pipeline;
using Repro.Judges;

namespace Repro.Experiments.Responses;

/// <summary>The scores behind the metrics of a run, taken out of the judged answers: small enough to go with the run.</summary>
/// <param name="judge">Identity of the judge.</param>
/// <param name="sources">What each metric is counted from. Of a condition that some metrics have fewer waves of, the one with the most.</param>
/// <param name="second">A judge that scores every answer beside the first one, and decides nothing; null for none.</param>
public sealed class ScoresStep(string judge, IReadOnlyDictionary<string, ScoredSource> sources, IJudge? second = null) : Step<JudgedScores>
{
    private const string File = "scores.json";

    /// <inheritdoc/>
    public override string Stage => "scores";

    /// <inheritdoc/>
    public override string Label => "collect scores";

    /// <inheritdoc/>
    public override object Spec => second is null ? Plain : new { Scores = Plain, Second = second.Identity };

    private object Plain => new
    {
        Metrics = Metrics(),
        Conditions = Conditions.Select(Identity),
    };

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Inputs => [.. Runs.Select(run => run.Step), .. second is null ? [] : Runs.Select(run => Again(run.Step))];

    private IEnumerable<(long Seed, JudgedStep Step)> Runs => Conditions.SelectMany(condition => condition.Runs);

    private List<ScoredCondition> Conditions => conditions ??=
        [.. sources.OrderBy(source => source.Key, StringComparer.Ordinal).SelectMany(source => source.Value.Conditions).GroupBy(condition => condition.Name, StringComparer.Ordinal).Select(same => same.MaxBy(condition => condition.Runs[0].Step.Waves)!)];

    private List<ScoredCondition>? conditions;

    private readonly Dictionary<JudgedStep, JudgedStep> again = new(ReferenceEqualityComparer.Instance);

    /// <inheritdoc/>
    public override JudgedScores Make(StepContext context) => new(
        Conditions.ToDictionary(
            condition => condition.Name,
            IReadOnlyList<JudgeScores> (condition) =>
            [
                new JudgeScores(judge, [.. condition.Runs.SelectMany(run => Tally.Blocks(run.Seed, context.Need(run.Step), condition.Topic))]),
                .. second is null ? [] : new[] { new JudgeScores(second.Identity.ToString(), [.. condition.Runs.SelectMany(run => Tally.Blocks(run.Seed, context.Need(Again(run.Step)), condition.Topic))]) },
            ],
            StringComparer.Ordinal),
        Metrics());

    /// <summary>The step under the second judge; the same object every time, so that its key is told once.</summary>
    private JudgedStep Again(JudgedStep step)
    {
        if (!again.TryGetValue(step, out var other)) again.Add(step, other = step.By(second!));
        return other;
    }

    /// <inheritdoc/>
    public override void Write(JudgedScores value, ArtifactWriter writer)
    {
        using var text = new StreamWriter(writer.Create(File));
        text.Write(value.ToText());
    }

    /// <inheritdoc/>
    public override JudgedScores Read(Artifact artifact, StepContext context)
    {
        var path = artifact.PathOf(File);
        return JudgedScores.Parse(System.IO.File.ReadAllText(path), path);
    }

    private static object Identity(ScoredCondition condition)
    {
        var seeds = condition.Runs.Select(run => run.Seed);
        return condition.Topic is { } topic ? new { condition.Name, Seeds = seeds, Topic = topic } : new { condition.Name, Seeds = seeds };
    }

    private SortedDictionary<string, ScoredMetric> Metrics() => new(
        sources.ToDictionary(source => source.Key, source => new ScoredMetric(source.Value.Outcome, source.Value.Condition.Name) { Before = source.Value.Before?.Name }, StringComparer.Ordinal),
        StringComparer.Ordinal);
}
