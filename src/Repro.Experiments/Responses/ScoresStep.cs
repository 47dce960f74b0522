using Repro.Claims.Multiverses;
using Repro.Evidence.Store;
using Repro.Experiments.Pipeline;

namespace Repro.Experiments.Responses;

/// <summary>The scores behind the metrics of a run, taken out of the judged answers: small enough to go with the run.</summary>
/// <param name="judge">Identity of the judge.</param>
/// <param name="sources">What each metric is counted from.</param>
public sealed class ScoresStep(string judge, IReadOnlyDictionary<string, ScoredSource> sources) : Step<JudgedScores>
{
    private const string File = "scores.json";

    /// <inheritdoc/>
    public override string Stage => "scores";

    /// <inheritdoc/>
    public override string Label => "collect scores";

    /// <inheritdoc/>
    public override object Spec => new
    {
        Metrics = Metrics(),
        Conditions = Conditions.Select(Identity),
    };

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Inputs => [.. Conditions.SelectMany(condition => condition.Runs).Select(run => run.Step)];

    private List<ScoredCondition> Conditions => conditions ??=
        [.. sources.OrderBy(source => source.Key, StringComparer.Ordinal).SelectMany(source => source.Value.Conditions).DistinctBy(condition => condition.Name)];

    private List<ScoredCondition>? conditions;

    /// <inheritdoc/>
    public override JudgedScores Make(StepContext context) => new(
        Conditions.ToDictionary(
            condition => condition.Name,
            IReadOnlyList<JudgeScores> (condition) => [new JudgeScores(judge, [.. condition.Runs.SelectMany(run => Tally.Blocks(run.Seed, context.Need(run.Step), condition.Topic))])],
            StringComparer.Ordinal),
        Metrics());

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
