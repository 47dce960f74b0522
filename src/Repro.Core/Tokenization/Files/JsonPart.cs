using System.Text.Json;

namespace Repro.Core.Tokenization.Files;

/// <summary>A value of a JSON file that knows where it stands, so that a message can name it.</summary>
internal readonly record struct JsonPart(string File, string Path, JsonElement Value)
{
    public bool IsNull => Value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined;

    /// <summary>A property; one that is not there reads as null.</summary>
    public JsonPart this[string name] => new(File, Path.Length == 0 ? name : $"{Path}.{name}", Value.ValueKind == JsonValueKind.Object && Value.TryGetProperty(name, out var value) ? value : default);

    public void Object()
    {
        if (Value.ValueKind != JsonValueKind.Object) throw Wrong("an object", Shown());
    }

    public IReadOnlyList<JsonPart> Items()
    {
        if (Value.ValueKind != JsonValueKind.Array) throw Wrong("a list", Shown());
        var (file, path) = (File, Path);
        return [.. Value.EnumerateArray().Select((item, i) => new JsonPart(file, $"{path}[{i}]", item))];
    }

    public string Text() => Value.ValueKind == JsonValueKind.String ? Value.GetString()! : throw Wrong("a text", Shown());

    public int Id() => Value.ValueKind == JsonValueKind.Number && Value.TryGetInt32(out var id) && id >= 0 ? id : throw Wrong("a whole number from 0 on", Shown());

    /// <summary>The "type" of a part.</summary>
    public string Type(string supported) => Value.ValueKind == JsonValueKind.Object && this["type"].Value.ValueKind == JsonValueKind.String
        ? this["type"].Text()
        : throw Wrong(supported, Shown());

    public JsonPart Typed(string type, string supported) => Type(supported) == type ? this : throw Wrong(supported, Type(supported));

    /// <summary>A property that has one supported value, in JSON; null may be left out.</summary>
    public void Must(string name, params string[] supported)
    {
        var part = this[name];
        if (!supported.Contains(part.Shown(), StringComparer.Ordinal)) throw part.Wrong(string.Join(" or ", supported), part.Shown());
    }

    /// <summary>No properties but these.</summary>
    public void Only(params string[] names)
    {
        foreach (var property in Value.EnumerateObject())
        {
            if (!names.Contains(property.Name, StringComparer.Ordinal)) throw this[property.Name].Wrong($"one of {string.Join(", ", names)}", "an unknown part");
        }
    }

    public InvalidDataException Wrong(string supported, string got) =>
        new($"{File}: {(Path.Length == 0 ? "the file" : Path)} must be {supported}, got {got}. Use the tokenizer.json of a Qwen2 or Qwen2.5 checkpoint.");

    private string Shown()
    {
        if (IsNull) return "null";
        var raw = Value.GetRawText();
        return raw.Length <= 60 ? raw : raw[..60] + "...";
    }
}
