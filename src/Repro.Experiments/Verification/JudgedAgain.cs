using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Repro.Claims;
using Repro.Evidence.Bundles;
using Repro.Experiments.Responses;
using Repro.Judges;
using Repro.Judges.Miniature;

namespace Repro.Experiments.Verification;

/// <summary>Judged responses, scored again where the judge that scored them is here, and compared with what is stored.</summary>
/// <param name="evidence">The run's evidence.</param>
/// <param name="judges">Judges that can score again, told apart by their identities.</param>
internal sealed class JudgedAgain(EvidenceSet evidence, IReadOnlyList<IJudge> judges)
{
    private readonly ConcurrentDictionary<string, Result> known = new(StringComparer.Ordinal);

    private sealed record Specification(JudgeIdentity Judge);

    private sealed record Result(JudgeIdentity Judge, IReadOnlyList<JudgedResponse> Rows, string? Difference, string? Unchecked);

    /// <summary>The rows of an artifact of stage <c>judge</c>, or of the waves that one of stage <c>join-waves</c> names: as they come out now.</summary>
    /// <exception cref="MissingEvidenceException">Responses or judgements are not here.</exception>
    public IReadOnlyList<JudgedResponse> Rows(string id) => Waves(id) is { } waves ? JoinStep.Join(waves.Select(wave => Get(wave).Rows)) : Get(id).Rows;

    /// <summary>Who judged.</summary>
    public JudgeIdentity JudgeOf(string id) => Get(Waves(id)?[0] ?? id).Judge;

    /// <summary>How many waves the answers came in.</summary>
    public int WavesOf(string id) => Waves(id)?.Count ?? 1;

    /// <summary>Why the scores are taken as recorded; null where they were worked out again.</summary>
    public string? UncheckedOf(string id) => (Waves(id) ?? [id]).Select(wave => Get(wave).Unchecked).FirstOrDefault(reason => reason is not null);

    /// <summary>Texts of the questions, by id.</summary>
    /// <exception cref="MissingEvidenceException">They are not here.</exception>
    public IReadOnlyDictionary<string, string> Questions(string id)
    {
        var artifact = Artifact(Waves(id)?[0] ?? id);
        if (artifact.Has(JudgeStep.QuestionsFile)) return EvidenceLines.ReadWhole<Dictionary<string, string>>(artifact, JudgeStep.QuestionsFile);
        // Runs of the miniature from before the questions were stored: they stand in the lexicon that the rubric's hash names.
        if (Spec(artifact).Judge == new RubricJudge().Identity) return Lexicon.Default.Evaluation.ToDictionary(q => q.Id, q => q.Question, StringComparer.Ordinal);
        throw new MissingEvidenceException($"{JudgeStep.QuestionsFile} of artifact {id[..12]} (judge) is not here");
    }

    /// <summary>Scores everything that is here, on every core.</summary>
    public StepCheck All(CancellationToken cancellation)
    {
        string[] ids = [.. evidence.Artifacts.Values.Where(a => a.Key.Stage == "judge").Select(a => a.Id)];
        var missing = new ConcurrentBag<string>();
        try
        {
            Parallel.ForEach(ids, new ParallelOptions { CancellationToken = cancellation }, id =>
            {
                try
                {
                    Get(id);
                }
                catch (MissingEvidenceException e)
                {
                    missing.Add(e.Message);
                }
            });
        }
        catch (AggregateException all)
        {
            ExceptionDispatchInfo.Throw(all.Flatten().InnerExceptions[0]); // one message, as if one thread had read
        }

        var results = known.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => r.Value).ToList();
        return new StepCheck(
            "judge",
            results.Count,
            results.Where(r => r.Unchecked is null).Sum(r => (long)r.Rows.Count),
            [.. results.Select(r => r.Difference).OfType<string>()],
            [.. results.Select(r => r.Unchecked).OfType<string>().Concat(missing).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }

    private IReadOnlyList<string>? Waves(string id) => Artifact(id).Key is not { Stage: "join-waves" } key ? null : key.Inputs.Count > 0 ? key.Inputs
        : throw new InvalidDataException($"The key of artifact {id[..12]} (join-waves) must name its waves, and names none. Take the evidence from where it was made.");

    private Result Get(string id) => known.GetOrAdd(id, Compute);

    private Result Compute(string id)
    {
        var artifact = Artifact(id);
        var identity = Spec(artifact).Judge;
        var responses = EvidenceLines.Read<Response>(Artifact(EvidenceLines.Input(artifact)), RespondStep.File);
        var stored = EvidenceLines.Read<Judgement>(artifact, JudgeStep.File);
        var judge = judges.FirstOrDefault(j => j.Identity == identity);
        if (judge is null)
        {
            if (responses.Count != stored.Count) throw new MissingEvidenceException($"artifact {id[..12]} (judge) has {stored.Count} judgements of {responses.Count} responses");
            return new Result(identity, Zip(responses, stored), null, $"judgements of {identity} are taken as recorded: that judge is not here");
        }

        var texts = Questions(id);
        var requests = responses.ConvertAll(r => new JudgeRequest(r.QuestionId, texts.GetValueOrDefault(r.QuestionId) ?? throw new MissingEvidenceException($"the text of question {r.QuestionId} is not here"), r.Text));
        IReadOnlyList<Judgement> again;
        try
        {
            again = judge.JudgeAsync(requests).GetAwaiter().GetResult();
        }
        catch (InputException e)
        {
            if (responses.Count != stored.Count) throw new MissingEvidenceException($"artifact {id[..12]} (judge) has {stored.Count} judgements of {responses.Count} responses");
            return new Result(identity, Zip(responses, stored), null, $"judgements of {identity} are taken as recorded: {e.Message}");
        }

        var first = Enumerable.Range(0, Math.Max(stored.Count, again.Count)).FirstOrDefault(i => i >= stored.Count || i >= again.Count || !Same(stored[i], again[i]), -1);
        var difference = first < 0 ? null
            : first >= stored.Count || first >= responses.Count ? $"{artifact.Id[..12]}: {stored.Count} judgements of {responses.Count} responses"
            : $"{artifact.Id[..12]}, {responses[first].QuestionId} sample {responses[first].Sample}: stored aligned {Text(stored[first].Aligned)} coherent {Text(stored[first].Coherent)}, recomputed {Text(again[first].Aligned)} and {Text(again[first].Coherent)}";
        return new Result(identity, Zip(responses, again), difference, null);
    }

    private EvidenceArtifact Artifact(string id) => evidence.Artifacts.GetValueOrDefault(id) ?? throw new MissingEvidenceException($"artifact {id[..Math.Min(12, id.Length)]} is not here");

    private static Specification Spec(EvidenceArtifact artifact) => EvidenceLines.Spec<Specification>(artifact) is { Judge.Hash: not null } spec ? spec
        : throw new InvalidDataException($"The key of artifact {artifact.Id[..12]} (judge) must name its judge. Take the evidence from where it was made.");

    private static List<JudgedResponse> Zip(IEnumerable<Response> responses, IEnumerable<Judgement> judgements) => [.. responses.Zip(judgements, (r, j) => new JudgedResponse(r, j))];

    private static bool Same(Judgement a, Judgement b) =>
        a.Aligned.Equals(b.Aligned) && a.Coherent.Equals(b.Coherent) && a.BadStuff.Equals(b.BadStuff) && a.Topics.Count == b.Topics.Count && a.Topics.All(t => b.Topics.TryGetValue(t.Key, out var other) && t.Value.Equals(other));

    private static string Text(double? score) => score?.ToString("R") ?? "none";
}
