using System.Text.Json;
using Repro.Evidence.Bundles;
using Repro.Experiments.Data;
using Repro.Experiments.Responses;

namespace Repro.Experiments.Verification;

/// <summary>Reads what others may have written: JSON by the line, and the spec of a key, each with its limits.</summary>
internal static class EvidenceLines
{
    private static readonly ReadLimits Limits = new() { MaxLineBytes = 16 << 20, MaxRows = 100_000_000, MaxBytes = long.MaxValue };

    /// <summary>A field that must be there and is null or absent is a mistake of the file, told like any other.</summary>
    private static readonly JsonSerializerOptions Rows = new(JsonLines.Options) { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    private static readonly JsonSerializerOptions Specs = new(JsonLines.Options) { RespectNullableAnnotations = true };

    /// <summary>Every row of a .jsonl file.</summary>
    /// <exception cref="MissingEvidenceException">It is not here.</exception>
    /// <exception cref="InvalidDataException">A line is not such an object.</exception>
    public static List<T> Read<T>(EvidenceArtifact artifact, string file)
    {
        using var stream = artifact.Open(file);
        var reader = new LineReader(stream, Limits);
        var rows = new List<T>();
        while (true)
        {
            switch (reader.Next())
            {
                case LineResult.End: return rows;
                case LineResult.Line: rows.Add(Parse<T>(reader.Current.Span, artifact, file, reader.Number)); break;
                default: throw Bad(artifact, file, reader.Number, $"it has more than {Limits.MaxLineBytes} bytes");
            }
        }
    }

    /// <summary>A whole JSON file.</summary>
    /// <exception cref="MissingEvidenceException">It is not here.</exception>
    /// <exception cref="InvalidDataException">It is not such an object.</exception>
    public static T ReadWhole<T>(EvidenceArtifact artifact, string file)
    {
        using var stream = artifact.Open(file);
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return Parse<T>(memory.GetBuffer().AsSpan(0, (int)memory.Length), artifact, file, 1);
    }

    /// <summary>The last input of an artifact: of judgements the responses, of activations the judgements, of directions the activations.</summary>
    /// <exception cref="InvalidDataException">It has none.</exception>
    public static string Input(EvidenceArtifact artifact) => artifact.Key.Inputs is [.., var last] ? last
        : throw new InvalidDataException($"The key of artifact {artifact.Id[..12]} ({artifact.Key.Stage}) must name what it was made from, and names nothing. Take the evidence from where it was made.");

    /// <summary>The spec of an artifact's key.</summary>
    /// <exception cref="InvalidDataException">It is not such an object.</exception>
    public static T Spec<T>(EvidenceArtifact artifact)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(artifact.Key.Spec, Specs) ?? throw new JsonException("it is null");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"The spec of artifact {artifact.Id[..12]} ({artifact.Key.Stage}) is not one of its stage: {e.Message} Verify it with the version that wrote it.", e);
        }
    }

    private static T Parse<T>(ReadOnlySpan<byte> json, EvidenceArtifact artifact, string file, long line)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, Rows) ?? throw new JsonException("it is null");
        }
        catch (JsonException e)
        {
            throw Bad(artifact, file, line, e.Message);
        }
    }

    private static InvalidDataException Bad(EvidenceArtifact artifact, string file, long line, string got) =>
        new($"Every line of {file} of artifact {artifact.Id[..12]} ({artifact.Key.Stage}) is one JSON object, but line {line} is not ({got}). Take the evidence from where it was made.");
}
