using System.Collections.Concurrent;
using Repro.Evidence.Bundles;
using Repro.Evidence.Files;
using Repro.Experiments.Patching;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Responses;
using Repro.Experiments.Scalars;
using Repro.Experiments.Scaling;

namespace Repro.Experiments.Verification;

/// <summary>
/// Stored scalars, held against the judged responses that they claim to be of; the choices that follow from them and from tried gains; and the measurements
/// of probing, scaling and patching.
/// </summary>
/// <param name="evidence">The run's evidence.</param>
/// <param name="judged">The responses.</param>
/// <param name="cancellation">Ctrl-C.</param>
internal sealed class ScalarEvidence(EvidenceSet evidence, JudgedAgain judged, CancellationToken cancellation)
{
    private readonly ConcurrentDictionary<string, AnswerScalars> known = new(StringComparer.Ordinal);

    private sealed record ScalarsSpecification(long Seed, int PerSet);

    private sealed record RolesSpecification(long Seed, ScalarSpec Probing);

    private sealed record GainsSpecification(IReadOnlyList<string> Conditions, IReadOnlyList<double> Gains);

    private sealed record MeasureSpecification(IReadOnlyList<long> Seeds, ScalarSpec? Probing, string? Condition, IReadOnlyList<PatchedPair>? Pairs);

    /// <summary>The names of the experiments that are measured here.</summary>
    public static bool Knows(string experiment) => experiment is "scalar-probes" or "scaling" or "patching";

    /// <summary>The stages before the measurements, where a run has them.</summary>
    public IEnumerable<StepCheck> Steps() => new[] { Each("scalars", Scalars), Each("roles", Roles), Each("gains", Gains) }.Where(StageChecks.IsThere);

    /// <summary>An experiment's result, computed again.</summary>
    /// <exception cref="MissingEvidenceException">Something that it needs is not here.</exception>
    /// <exception cref="InvalidDataException">The artifact's key does not name what the experiment needs.</exception>
    public ExperimentResult Measure(EvidenceArtifact artifact, string experiment)
    {
        var spec = EvidenceLines.Spec<MeasureSpecification>(artifact);
        var (inputs, seeds) = (artifact.Key.Inputs, spec.Seeds?.Count ?? 0);
        switch (experiment)
        {
            case "scalar-probes" when spec.Probing is { } probing && seeds > 0 && inputs.Count == seeds:
                return ScalarProbeResult.Of([.. spec.Seeds!.Zip(inputs, (seed, id) => (seed, Of(id)))], probing, cancellation);
            case "scaling" when spec.Condition is { } condition && ScalingCondition.Measured.Contains(condition) && seeds > 0 && inputs.Count == seeds * Parts(condition):
                return ScalingResult.Of(
                    [.. ScalingCondition.WithLot(condition).Zip(inputs.Chunk(seeds), (one, ids) => (one, (IReadOnlyList<(long, IReadOnlyList<JudgedResponse>)>)[.. spec.Seeds!.Zip(ids, (seed, id) => (seed, judged.Rows(id)))]))],
                    [.. spec.Seeds!.Zip(inputs.Skip(seeds * ScalingCondition.WithLot(condition).Count), (seed, id) => (seed, Tried(Artifact(id))))],
                    judged.JudgeOf(inputs[0]));
            case "patching" when spec.Pairs is { Count: > 0 } pairs && seeds > 0 && inputs.Count == 2 * seeds:
                return PatchResult.Of(
                    pairs,
                    [.. spec.Seeds!.Zip(inputs.Chunk(2), (seed, ids) => new PatchedRun(seed, judged.Rows(ids[0]), judged.Rows(ids[1])))],
                    judged.JudgeOf(inputs[0]));
            default:
                throw new InvalidDataException($"The key of artifact {artifact.Id[..12]} (measure) must name what its experiment needs; '{experiment}' with {inputs.Count} inputs does not. Take the evidence from where it was made.");
        }
    }

    /// <summary>Inputs of a scaling for each seed: answers by condition, and the gains where they were chosen.</summary>
    private static int Parts(string condition) => ScalingCondition.WithLot(condition).Count + (ScalingCondition.Chosen.Contains(condition) ? 1 : 0);

    private AnswerScalars Of(string id) => known.GetOrAdd(id, _ =>
    {
        using var stream = Artifact(id).Open(ScalarsStep.File);
        return ScalarsFile.Read(stream, $"{ScalarsStep.File} of artifact {id[..12]}");
    });

    /// <summary>Whether the stored scalars have the answers, in the order, that the judged responses give, with all of their tokens.</summary>
    private (long Rows, bool Same) Scalars(EvidenceArtifact artifact)
    {
        var spec = EvidenceLines.Spec<ScalarsSpecification>(artifact);
        var (stored, rows) = (Of(artifact.Id), ScalarRows.Of(judged.Rows(EvidenceLines.Input(artifact)), spec.Seed, spec.PerSet));
        var same = rows.Select(row => row.Class.Index).SequenceEqual(stored.Class)
            && rows.Select(row => row.Row.Response.Sample).SequenceEqual(stored.Sample)
            && rows.SelectMany((row, answer) => Enumerable.Repeat(answer, row.Row.Response.Tokens.Count)).SequenceEqual(stored.Answer);
        return (stored.Answer.Length, same);
    }

    private (long Rows, bool Same) Roles(EvidenceArtifact artifact)
    {
        var spec = EvidenceLines.Spec<RolesSpecification>(artifact);
        var again = AdapterChoice.Of(Of(EvidenceLines.Input(artifact)), spec.Probing, spec.Seed, cancellation);
        return (again.Layers.Count, CanonicalJson.Serialize(again) == CanonicalJson.Serialize(EvidenceLines.ReadWhole<AdapterChoice>(artifact, RolesStep.File)));
    }

    private (long Rows, bool Same) Gains(EvidenceArtifact artifact)
    {
        var spec = EvidenceLines.Spec<GainsSpecification>(artifact);
        if (spec.Conditions.Count != artifact.Key.Inputs.Count || spec.Gains.Count != artifact.Key.Inputs.Count)
            throw new InvalidDataException($"The key of artifact {artifact.Id[..12]} (gains) must name one condition and one gain for each of its {artifact.Key.Inputs.Count} inputs. Take the evidence from where it was made.");
        var again = new GainChoice([.. artifact.Key.Inputs.Select((id, at) => GainChoice.Count(spec.Conditions[at], spec.Gains[at], judged.Rows(id)))]);
        return (again.Tried.Count, CanonicalJson.Serialize(again) == CanonicalJson.Serialize(Tried(artifact)));
    }

    private static GainChoice Tried(EvidenceArtifact artifact) => EvidenceLines.ReadWhole<GainChoice>(artifact, GainStep.File);

    private EvidenceArtifact Artifact(string id) => evidence.Artifacts.GetValueOrDefault(id) ?? throw new MissingEvidenceException($"artifact {id[..Math.Min(12, id.Length)]} is not here");

    private StepCheck Each(string stage, Func<EvidenceArtifact, (long Rows, bool Same)> check) => StageChecks.Each(evidence, stage, cancellation, artifact =>
    {
        var (rows, same) = check(artifact);
        return (rows, same ? null : $"{artifact.Id[..12]}: what is stored does not follow from its inputs");
    });
}
