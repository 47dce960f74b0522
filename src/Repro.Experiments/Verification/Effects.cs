using Repro.Evidence.Bundles;
using Repro.Experiments.AcrossBases;
using Repro.Experiments.Downstream;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Responses;
using Repro.Experiments.SingleAdapter;

namespace Repro.Experiments.Verification;

/// <summary>Stored B vectors, text activations and downstream effects, the last held against the judged responses that they claim to be of.</summary>
/// <param name="evidence">The run's evidence.</param>
/// <param name="judged">The responses.</param>
internal sealed class Effects(EvidenceSet evidence, JudgedAgain judged)
{
    private const string Stage = "effects";

    private sealed record Specification(long Seed, int Layer, int Fewest, int Most, int HeaderTokens);

    /// <summary>The B vectors of an artifact of stage <c>b-vectors</c>.</summary>
    /// <exception cref="MissingEvidenceException">They are not here.</exception>
    /// <exception cref="InvalidDataException">The file breaks a rule.</exception>
    public BVectors BVectors(string id)
    {
        var file = Read(id, BVectorsStep.File);
        if (file.ShapeOf("b") is not [> 0 and var count, > 0 and < int.MaxValue and var width] || file.ShapeOf("layers") is not [var layers] || layers != count)
            throw new InvalidDataException($"{BVectorsStep.File} of artifact {id[..12]} must hold b [n, d] and layers [n]. Take it from where it was made.");
        return new BVectors(file.Integers("layers"), [.. file.Floats("b").Chunk((int)width)]);
    }

    /// <summary>The effects of an artifact of stage <c>effects</c>.</summary>
    /// <inheritdoc cref="BVectors"/>
    public EffectSums Of(string id)
    {
        var file = Read(id, EffectsStep.File);
        var shape = file.ShapeOf(EffectNames.Adapter);
        if (shape is not [var rows, > 0 and < int.MaxValue, > 0 and < int.MaxValue] || EffectNames.All.Any(name => !file.ShapeOf(name).SequenceEqual(shape))
            || new[] { "tokens", "misaligned", "questions" }.Any(name => file.ShapeOf(name) is not [var count] || count != rows))
        {
            throw new InvalidDataException($"{EffectsStep.File} of artifact {id[..12]} must hold {string.Join(", ", EffectNames.All)} [R, L, d] and tokens, misaligned and questions [R]. Take it from where it was made.");
        }

        return new EffectSums(
            EvidenceLines.Spec<Specification>(Artifact(id)).Layer,
            (int)shape[1],
            (int)shape[2],
            EffectNames.All.ToDictionary(name => name, file.Floats, StringComparer.Ordinal),
            file.Integers("tokens"),
            Array.ConvertAll(file.Integers("misaligned"), flag => flag != 0),
            file.Integers("questions"));
    }

    /// <summary>The means of an artifact of stage <c>text-activations</c>.</summary>
    /// <inheritdoc cref="BVectors"/>
    public TextActivations Texts(string id)
    {
        var file = Read(id, TextActivationsStep.File);
        return file.ShapeOf("means") is [_, > 0 and < int.MaxValue and var layers, > 0 and < int.MaxValue and var width] ? new TextActivations((int)layers, (int)width, file.Floats("means"))
            : throw new InvalidDataException($"{TextActivationsStep.File} of artifact {id[..12]} must hold means [N, L, d]. Take it from where it was made.");
    }

    /// <summary>Ids of the questions behind an artifact of stage <c>effects</c>, in ordinal order.</summary>
    public IReadOnlyList<string> Questions(string id) => [.. judged.Questions(EvidenceLines.Input(Artifact(id))).Keys.Order(StringComparer.Ordinal)];

    /// <summary>Whether each one has the rows, in the order, that the judged responses give; nothing where there are no effects.</summary>
    public IEnumerable<StepCheck> All(CancellationToken cancellation)
    {
        var artifacts = evidence.Artifacts.Values.Where(a => a.Key.Stage == Stage).ToList();
        if (artifacts.Count == 0) yield break;
        List<string> differences = [], missing = [];
        var (count, rows) = (0, 0L);
        foreach (var artifact in artifacts)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                var sums = Of(artifact.Id);
                (count, rows) = (count + 1, rows + sums.Tokens.Length);
                if (!Same(artifact, sums)) differences.Add($"{artifact.Id[..12]}: its {sums.Tokens.Length} rows are not those that the judged responses give");
            }
            catch (MissingEvidenceException e)
            {
                missing.Add(e.Message);
            }
            catch (NotMeasurableException e)
            {
                differences.Add($"{artifact.Id[..12]}: {e.Message}");
            }
        }

        yield return new StepCheck(Stage, count, rows, differences, [.. missing.Distinct(StringComparer.Ordinal)]);
    }

    private bool Same(EvidenceArtifact artifact, EffectSums sums)
    {
        var spec = EvidenceLines.Spec<Specification>(artifact);
        var rows = EffectRows.Of(judged.Rows(EvidenceLines.Input(artifact)), "an organism", spec.Seed, spec.Fewest, spec.Most);
        return sums.Tokens.AsSpan().SequenceEqual(rows.Select(row => row.Response.Tokens.Count + spec.HeaderTokens).ToArray())
            && sums.Misaligned.AsSpan().SequenceEqual(rows.Select(Cuts.IsMisaligned).ToArray())
            && sums.Questions.AsSpan().SequenceEqual(EffectRows.Questions(rows, Questions(artifact.Id)));
    }

    private SafeTensorsFile Read(string id, string name)
    {
        using var stream = Artifact(id).Open(name);
        return SafeTensorsFile.Read(stream, $"{name} of artifact {id[..Math.Min(12, id.Length)]}");
    }

    private EvidenceArtifact Artifact(string id) => evidence.Artifacts.GetValueOrDefault(id) ?? throw new MissingEvidenceException($"artifact {id[..Math.Min(12, id.Length)]} is not here");
}
