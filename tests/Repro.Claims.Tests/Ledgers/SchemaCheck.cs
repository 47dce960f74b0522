using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Repro.Claims.Tests.Ledgers;

/// <summary>
/// A small reader of JSON schemas for the words that the ledger's schema uses; a word that it does not know is an error, never passed over.
/// The packages that know them all are not on every feed.
/// </summary>
internal static class SchemaCheck
{
    private static readonly string[] Silent = ["$schema", "title", "description"];

    /// <summary>Every place of <paramref name="value"/> that breaks <paramref name="schema"/>.</summary>
    public static IReadOnlyList<string> Mistakes(JsonNode schema, JsonNode? value) => [.. Walk(schema.AsObject(), value, "$")];

    /// <summary>A YAML document as JSON: plain scalars that read as numbers are numbers, and true and false are themselves.</summary>
    public static JsonNode? FromYaml(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return Convert(stream.Documents[0].RootNode);
    }

    private static JsonNode? Convert(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(c => KeyValuePair.Create(((YamlScalarNode)c.Key).Value!, Convert(c.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Convert)]),
        YamlScalarNode { Style: ScalarStyle.Plain } plain when double.TryParse(plain.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" or "false" } plain => JsonValue.Create(plain.Value == "true"),
        YamlScalarNode scalar => JsonValue.Create(scalar.Value),
        _ => null,
    };

    private static IEnumerable<string> Walk(JsonObject schema, JsonNode? value, string path) => schema.Where(w => !Silent.Contains(w.Key)).SelectMany(word => (word.Key, value) switch
    {
        ("type", _) => Is(word.Value!.GetValue<string>(), value) ? [] : [$"{path} is {word.Value}"],
        ("enum", _) => word.Value!.AsArray().Any(v => JsonNode.DeepEquals(v, value)) ? [] : [$"{path} is one of {word.Value.ToJsonString()}"],
        ("oneOf", _) => word.Value!.AsArray().Count(s => !Walk(s!.AsObject(), value, path).Any()) == 1 ? [] : [$"{path} has one of {word.Value.ToJsonString()}"],
        ("required", JsonObject map) => word.Value!.AsArray().Select(k => k!.GetValue<string>()).Where(k => !map.ContainsKey(k)).Select(k => $"{path} lacks {k}"),
        ("properties", JsonObject map) => word.Value!.AsObject().Where(p => map.ContainsKey(p.Key)).SelectMany(p => Walk(p.Value!.AsObject(), map[p.Key], $"{path}.{p.Key}")),
        ("additionalProperties", JsonObject map) => Others(schema, map).SelectMany(k => word.Value is JsonObject other ? Walk(other, map[k], $"{path}.{k}") : [$"{path} has {k}"]),
        ("items", JsonArray list) => list.SelectMany((item, i) => Walk(word.Value!.AsObject(), item, $"{path}[{i}]")),
        ("minItems", JsonArray list) => list.Count >= word.Value!.GetValue<int>() ? [] : [$"{path} is too short"],
        ("required" or "properties" or "additionalProperties" or "items" or "minItems", _) => [],
        _ => throw new NotSupportedException($"The schema says '{word.Key}', which this reader does not know."),
    });

    private static IEnumerable<string> Others(JsonObject schema, JsonObject map) => map.Select(p => p.Key).Where(k => schema["properties"]?.AsObject().ContainsKey(k) != true);

    private static bool Is(string type, JsonNode? value) => type switch
    {
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "boolean" => value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        "string" => value?.GetValueKind() == JsonValueKind.String,
        "number" => value?.GetValueKind() == JsonValueKind.Number,
        "integer" => value?.GetValueKind() == JsonValueKind.Number && double.IsInteger(value.GetValue<double>()),
        _ => throw new NotSupportedException($"The schema has the type '{type}', which this reader does not know."),
    };
}
