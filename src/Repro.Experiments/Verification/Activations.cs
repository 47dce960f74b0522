using System.Collections.Concurrent;
using Repro.Evidence.Bundles;
using Repro.Experiments.Directions;
using Repro.Experiments.Pipeline;

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

    /// <summary>The sums of an artifact of either stage.</summary>
    /// <exception cref="MissingEvidenceException">They are not here.</exception>
    /// <exception cref="InvalidDataException">The file breaks a rule.</exception>
    public ResponseActivations Of(string id) => known.GetOrAdd(id, _ =>
    {
        var artifact = evidence.Artifacts.GetValueOrDefault(id) ?? throw new MissingEvidenceException($"artifact {id[..Math.Min(12, id.Length)]} is not here");
        using var stream = artifact.Open(ActivationsStep.File);
        var file = SafeTensorsFile.Read(stream, $"{ActivationsStep.File} of artifact {id[..12]}");
        if (file.ShapeOf("sums") is not [var rows, > 0 and < int.MaxValue and var layers, > 0 and < int.MaxValue and var width] || file.ShapeOf("tokens") is not [var t] || t != rows || file.ShapeOf("misaligned") is not [var m] || m != rows)
            throw new InvalidDataException($"{ActivationsStep.File} of artifact {id[..12]} must hold sums [R, L, d], tokens [R] and misaligned [R]. Take it from where it was made.");
        return new ResponseActivations((int)layers, (int)width, file.Floats("sums"), file.Integers("tokens"), Array.ConvertAll(file.Integers("misaligned"), flag => flag != 0));
    });

    /// <summary>Whether each one has the rows, in the order, that the judged responses give; nothing of random weights where none have read.</summary>
    public IEnumerable<StepCheck> All(CancellationToken cancellation) =>
        new[] { Own, Random }.Where(stage => stage == Own || evidence.Artifacts.Values.Any(a => a.Key.Stage == stage)).Select(stage => Rows(stage, cancellation));

    private StepCheck Rows(string stage, CancellationToken cancellation) => Each(stage, cancellation, artifact =>
    {
        var spec = EvidenceLines.Spec<Specification>(artifact);
        var sums = Of(artifact.Id);
        var rows = ActivationRows.Of(judged.Rows(EvidenceLines.Input(artifact)), "an organism", spec.Seed, spec.Fewest);
        var same = rows.Count == sums.Tokens.Length
            && rows.Select((row, i) => (row, i)).All(r => sums.Tokens[r.i] == r.row.Response.Tokens.Count + spec.HeaderTokens && sums.Misaligned[r.i] == Responses.Cuts.IsMisaligned(r.row));
        return (sums.Tokens.Length, same ? null : $"{artifact.Id[..12]}: its {sums.Tokens.Length} rows are not the {rows.Count} that the judged responses give");
    });

    /// <summary>Whether each stored direction is the one that its sums give, bit for bit.</summary>
    public StepCheck Directions(CancellationToken cancellation) => Each("directions", cancellation, artifact =>
    {
        var again = MeanDiff.From(Of(EvidenceLines.Input(artifact)));
        using var stream = artifact.Open(DirectionsStep.File);
        var stored = SafeTensorsFile.Read(stream, $"{DirectionsStep.File} of artifact {artifact.Id[..12]}").Floats("mean_diff");
        var same = stored.AsSpan().SequenceEqual(again.Vectors.SelectMany(v => v).ToArray());
        return (again.Layers, same ? null : $"{artifact.Id[..12]}: the directions are not those of its activations");
    });

    private StepCheck Each(string stage, CancellationToken cancellation, Func<EvidenceArtifact, (int Rows, string? Difference)> check)
    {
        var (count, rows) = (0, 0L);
        List<string> differences = [], missing = [];
        foreach (var artifact in evidence.Artifacts.Values.Where(a => a.Key.Stage == stage))
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                var (found, difference) = check(artifact);
                (count, rows) = (count + 1, rows + found);
                if (difference is not null) differences.Add(difference);
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

        return new StepCheck(stage, count, rows, differences, [.. missing.Distinct(StringComparer.Ordinal)]);
    }
}
