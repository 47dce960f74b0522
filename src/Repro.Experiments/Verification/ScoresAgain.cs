using Repro.Claims.Multiverses;
using Repro.Evidence.Bundles;
using Repro.Experiments.Responses;
using Repro.Judges;

namespace Repro.Experiments.Verification;

/// <summary>The scores of a run, counted again from its judged responses.</summary>
/// <param name="evidence">The run's evidence.</param>
/// <param name="judged">The responses.</param>
internal sealed class ScoresAgain(EvidenceSet evidence, JudgedAgain judged)
{
    private sealed record Condition(string Name, IReadOnlyList<long> Seeds, string? Topic);

    private sealed record Plain(IReadOnlyDictionary<string, ScoredMetric>? Metrics, IReadOnlyList<Condition>? Conditions);

    private sealed record Specification(IReadOnlyDictionary<string, ScoredMetric>? Metrics, IReadOnlyList<Condition>? Conditions, Plain? Scores, JudgeIdentity? Second);

    /// <summary>The scores of the artifact that holds the most answers: of a run that looked at its answers while they came, the last; null where there is none.</summary>
    /// <exception cref="InvalidDataException">A key does not name what it needs.</exception>
    public JudgedScores? All() => evidence.Artifacts.Values.Where(artifact => artifact.Key.Stage == "scores").Select(Of)
        .MaxBy(scores => scores?.Conditions.Values.Sum(judges => judges[0].Blocks.Sum(block => (long)block.Aligned.Count)) ?? -1);

    /// <summary>The scores of one artifact; null where responses behind them are not here.</summary>
    private JudgedScores? Of(EvidenceArtifact artifact)
    {
        var spec = EvidenceLines.Spec<Specification>(artifact);
        var plain = spec.Scores ?? new Plain(spec.Metrics, spec.Conditions);
        var judges = spec.Second is null ? 1 : 2;
        if (plain is not { Metrics: { } metrics, Conditions: { } conditions } || artifact.Key.Inputs.Count != judges * conditions.Sum(condition => condition.Seeds.Count))
            throw new InvalidDataException($"The key of artifact {artifact.Id[..12]} (scores) must name metrics, conditions and a judged set for each seed of them; with {artifact.Key.Inputs.Count} inputs it does not. Take the evidence from where it was made.");
        try
        {
            var inputs = artifact.Key.Inputs.Chunk(Math.Max(1, artifact.Key.Inputs.Count / judges)).Select(own => new Queue<string>(own)).ToList();
            return new JudgedScores(
                conditions.ToDictionary(condition => condition.Name, IReadOnlyList<JudgeScores> (condition) => [.. inputs.Select(own => One(condition, own))], StringComparer.Ordinal),
                new SortedDictionary<string, ScoredMetric>(metrics.ToDictionary(), StringComparer.Ordinal));
        }
        catch (MissingEvidenceException)
        {
            return null; // the claims say what is missing
        }
    }

    private JudgeScores One(Condition condition, Queue<string> inputs)
    {
        var runs = condition.Seeds.Select(seed => (Seed: seed, Id: inputs.Dequeue())).ToList();
        return new JudgeScores(judged.JudgeOf(runs[0].Id).ToString(), [.. runs.SelectMany(run => Tally.Blocks(run.Seed, judged.Rows(run.Id), condition.Topic))]);
    }
}
