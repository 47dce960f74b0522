using System.Text.Json;
using System.Text.Json.Nodes;

namespace Repro.Evidence.Files;

/// <summary>One text for one value: names in camel case and ordinal order, no white space, shortest numbers that round-trip. What gets hashed is written by this class.</summary>
public static class CanonicalJson
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, MaxDepth = 128 };

    /// <summary>Writes <paramref name="value"/>; dictionaries are sorted like objects, lists keep their order.</summary>
    /// <exception cref="ArgumentException">A number is NaN or infinite: JSON has no text for it.</exception>
    public static string Serialize<T>(T value) => Sorted(JsonSerializer.SerializeToNode(value, Options))?.ToJsonString(Options) ?? "null";

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject o => new JsonObject(o.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, Sorted(p.Value)))),
        JsonArray a => new JsonArray([.. a.Select(Sorted)]),
        null => null,
        _ => node.DeepClone(),
    };
}
