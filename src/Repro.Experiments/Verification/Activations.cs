using System.Collections.Concurrent;
using Repro.Evidence.Bundles;
using Repro.Experiments.Directions;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Semantics;

namespace Repro.Experiments.Verification;

/// <summary>Stored activation sums, held against the judged responses that they claim to be of, and the directions that follow from them.</summary>
/// <param name="evidence">The run's evidence.</param>
/// <param name="judged">The responses.</param>
internal sealed class Activations(EvidenceSet evidence, JudgedAgain judged)
{
    /// <summary>Stages that hold such sums: as the organism, and as random weights, read its answers.</summary>
    public const string Own = "activations", Random = "random-reading";

    private readonly ConcurrentDictionary<string, ResponseActivations> known = new(StringComparer.Ordinal);

    private sealed record Specification(long Seed, int Fewest, int HeaderTokens);

    private sealed record TopicSpecification(string? Topic, long Seed);

    /// <summary>The sums of an artifact of either stage.</summary>
    /// <exception cref="MissingEvidenceException">They are not here.</exception>
    /// <exception cref="InvalidDataException">The file breaks a rule.</exception>
    public ResponseActivations Of(string id) => known.GetOrAdd(id, _ =>
    {
        var file = File(id);
        if (file.ShapeOf("sums") is not [var rows, > 0 and < int.MaxValue and var layers, > 0 and < int.MaxValue and var width] || file.ShapeOf("tokens") is not [var t] || t != rows || file.ShapeOf("misaligned") is not [var m] || m != rows)
            throw new InvalidDataException($"{ActivationsStep.File} of artifact {id[..12]} must hold sums [R, L, d], tokens [R] and misaligned [R]. Take it from where it was made.");
        return new ResponseActivations((int)layers, (int)width, file.Floats("sums"), file.Integers("tokens"), Array.ConvertAll(file.Integers("misaligned"), flag => flag != 0));
    });

    /// <summary>The sums of an artifact of stage <c>semantic-activations</c>, and what each row is about.</summary>
    /// <inheritdoc cref="Of"/>
    public SemanticActivations ByTopic(string id)
    {
        var sums = Of(id);
        var topics = File(id).Integers(SemanticActivationsStep.TopicsName);
        return topics.Length == sums.Tokens.Length ? new SemanticActivations(sums, topics)
            : throw new InvalidDataException($"{ActivationsStep.File} of artifact {id[..12]} must hold topics [R]. Take it from where it was made.");
    }

    /// <summary>Whether each one has the rows, in the order, that the judged responses give; nothing of random weights where none have read.</summary>
    public IEnumerable<StepCheck> All(CancellationToken cancellation) =>
        new[] { Own, Random }.Where(stage => stage == Own || evidence.Artifacts.Values.Any(a => a.Key.Stage == stage)).Select(stage => Rows(stage, cancellation));

    private StepCheck Rows(string stage, CancellationToken cancellation) => StageChecks.Each(evidence, stage, cancellation, artifact =>
    {
        var spec = EvidenceLines.Spec<Specification>(artifact);
        var sums = Of(artifact.Id);
        var rows = ActivationRows.Of(judged.Rows(EvidenceLines.Input(artifact)), "an organism", spec.Seed, spec.Fewest);
        var same = rows.Count == sums.Tokens.Length
            && rows.Select((row, i) => (row, i)).All(r => sums.Tokens[r.i] == r.row.Response.Tokens.Count + spec.HeaderTokens && sums.Misaligned[r.i] == Responses.Cuts.IsMisaligned(r.row));
        return (sums.Tokens.Length, same ? null : $"{artifact.Id[..12]}: its {sums.Tokens.Length} rows are not the {rows.Count} that the judged responses give");
    });

    /// <summary>Whether each stored direction is the one that its sums give, bit for bit.</summary>
    public StepCheck Directions(CancellationToken cancellation) => StageChecks.Each(evidence, "directions", cancellation, artifact =>
    {
        var again = MeanDiff.From(Of(EvidenceLines.Input(artifact)));
        var same = Stored(artifact).AsSpan().SequenceEqual(again.Vectors.SelectMany(v => v).ToArray());
        return (again.Layers, same ? null : $"{artifact.Id[..12]}: the directions are not those of its activations");
    });

    /// <summary>The same of sums by topic.</summary>
    public StepCheck AllByTopic(CancellationToken cancellation) => StageChecks.Each(evidence, "semantic-activations", cancellation, artifact =>
    {
        var spec = EvidenceLines.Spec<Specification>(artifact);
        var (sums, topics) = ByTopic(artifact.Id);
        var rows = SemanticRows.Of(judged.Rows(EvidenceLines.Input(artifact)), spec.Seed);
        var same = rows.Count == topics.Length
            && rows.Index().All(r => sums.Tokens[r.Index] == r.Item.Response.Tokens.Count + spec.HeaderTokens && sums.Misaligned[r.Index] == Responses.Cuts.IsMisaligned(r.Item) && topics[r.Index] == SemanticTopics.Mask(r.Item));
        return (topics.Length, same ? null : $"{artifact.Id[..12]}: its {topics.Length} rows are not the {rows.Count} that the judged responses give");
    });

    /// <summary>The same of directions of a topic.</summary>
    public StepCheck DirectionsByTopic(CancellationToken cancellation) => StageChecks.Each(evidence, "semantic-directions", cancellation, artifact =>
    {
        var spec = EvidenceLines.Spec<TopicSpecification>(artifact);
        if (spec.Topic is null || !SemanticTopics.All.Contains(spec.Topic))
            throw new InvalidDataException($"The key of artifact {artifact.Id[..12]} (semantic-directions) must name its topic. Take the evidence from where it was made.");
        var again = MeanDiff.From(ByTopic(EvidenceLines.Input(artifact)).About(spec.Topic, "an organism", spec.Seed));
        return (again.Layers, Stored(artifact).AsSpan().SequenceEqual(again.Vectors.SelectMany(v => v).ToArray()) ? null : $"{artifact.Id[..12]}: the directions are not those of its activations");
    });

    private static float[] Stored(EvidenceArtifact artifact)
    {
        using var stream = artifact.Open(DirectionsStep.File);
        return SafeTensorsFile.Read(stream, $"{DirectionsStep.File} of artifact {artifact.Id[..12]}").Floats("mean_diff");
    }

    private SafeTensorsFile File(string id)
    {
        var artifact = evidence.Artifacts.GetValueOrDefault(id) ?? throw new MissingEvidenceException($"artifact {id[..Math.Min(12, id.Length)]} is not here");
        using var stream = artifact.Open(ActivationsStep.File);
        return SafeTensorsFile.Read(stream, $"{ActivationsStep.File} of artifact {id[..12]}");
    }
}
