using System.Text;
using System.Text.Json;
using Repro.Evidence.Store;

namespace Repro.Experiments.Responses;

/// <summary>One JSON object a line: the format of responses and judgements.</summary>
internal static class JsonLines
{
    /// <summary>How results are written: camel case, text as it is. Shared with measurements.json.</summary>
    internal static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes every row into the artifact's file.</summary>
    public static void Write<T>(ArtifactWriter writer, string file, IEnumerable<T> rows)
    {
        using var text = new StreamWriter(writer.Create(file), new UTF8Encoding(false)) { NewLine = "\n" };
        foreach (var row in rows) text.WriteLine(JsonSerializer.Serialize(row, Options));
    }

    /// <summary>Reads every row of the artifact's file.</summary>
    /// <exception cref="InvalidDataException">A line is not such an object: names file and line.</exception>
    public static IReadOnlyList<T> Read<T>(Artifact artifact, string file)
    {
        var path = artifact.PathOf(file);
        var rows = new List<T>();
        foreach (var line in File.ReadLines(path))
        {
            try
            {
                rows.Add(JsonSerializer.Deserialize<T>(line, Options) ?? throw new JsonException("the line is null"));
            }
            catch (JsonException error)
            {
                throw new InvalidDataException($"Every line of a .jsonl file is one JSON object, but {path} line {rows.Count + 1} is not ({error.Message}). Delete the artifact's folder; the next run makes it again.", error);
            }
        }

        return rows;
    }
}
