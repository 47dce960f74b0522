using System.Text.Encodings.Web;
using System.Text.Json;

namespace Repro.Evidence.Runs;

/// <summary>How the files of a run are written: names in camel case, indented, line feeds only, text as it is.</summary>
public static class RunJson
{
    /// <summary>The options of every JSON file of a run.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes <paramref name="value"/> with a line feed at the end.</summary>
    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options) + "\n";

    /// <summary>Reads a file of a run.</summary>
    /// <exception cref="InvalidDataException">The file is not the JSON of a <typeparamref name="T"/>.</exception>
    public static T Read<T>(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllBytes(path), Options) ?? throw new JsonException("it is null");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path} must hold the JSON of a run's {typeof(T).Name}; {e.Message.TrimEnd('.')}. Take the file from the run again, or repeat the run.", e);
        }
    }
}
