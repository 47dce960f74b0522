using System.Text.Json;
using System.Text.Json.Nodes;

namespace Repro.Claims.Goldens;

/// <summary>
/// Compares JSON by value: numbers by the tolerance that the expected document itself states, never by their digits, everything else exactly.
/// The expected document may hold a top-level <c>"tolerance": {"default": {"absolute": 0, "relative": 1e-6}, "interval": {...}}</c>, by top-level
/// field. Fields that it lacks are not compared.
/// </summary>
public static class NumericJson
{
    /// <summary>Every place where <paramref name="actual"/> differs from <paramref name="expected"/>, bit for bit, in document order.</summary>
    /// <param name="name">What the expected document is called in messages.</param>
    /// <param name="expected">The golden JSON object.</param>
    /// <param name="actual">The measured JSON object.</param>
    /// <exception cref="InputException">Either is no JSON object, or a tolerance is malformed.</exception>
    public static IReadOnlyList<Difference> Compare(string name, string expected, string actual)
    {
        var golden = ParseObject(name, expected);
        var measured = ParseObject("the measured document", actual);
        var tolerances = Tolerances(name, golden);
        var differences = new List<Difference>();
        foreach (var (field, value) in golden.Where(f => f.Key != "tolerance"))
        {
            var tolerance = tolerances.GetValueOrDefault(field) ?? tolerances.GetValueOrDefault("default") ?? new Tolerance();
            Walk(field, value, measured[field], tolerance, differences);
        }
        return differences;
    }

    internal static JsonObject ParseObject(string name, string text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: new() { AllowDuplicateProperties = false }) as JsonObject ?? throw new InputException($"{name}: a JSON object is needed; got '{Start(text)}'.");
        }
        catch (JsonException mistake)
        {
            throw new InputException($"{name}:{(mistake.LineNumber ?? 0) + 1}: this is not JSON: {mistake.Message}", mistake);
        }
    }

    private static string Start(string text) => text.Length > 40 ? text[..40] : text;

    private static Dictionary<string, Tolerance> Tolerances(string name, JsonObject golden)
    {
        if (golden["tolerance"] is not { } node)
            return [];
        try
        {
            var tolerances = node.Deserialize<Dictionary<string, Tolerance>>(Options) ?? [];
            return tolerances.Values.All(t => t is { Absolute: >= 0, Relative: >= 0 }) ? tolerances
                : throw new InputException($"{name}: a tolerance is at least 0; got {node.ToJsonString()}.");
        }
        catch (JsonException mistake)
        {
            throw new InputException($"{name}: 'tolerance' maps fields to {{\"absolute\": number, \"relative\": number}}; got {node.ToJsonString()}.", mistake);
        }
    }

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow };

    private static void Walk(string path, JsonNode? expected, JsonNode? actual, Tolerance tolerance, List<Difference> differences)
    {
        switch (expected, actual)
        {
            case (JsonObject e, JsonObject a):
                foreach (var (key, value) in e)
                    Walk($"{path}.{key}", value, a[key], tolerance, differences);
                return;
            case (JsonArray e, JsonArray a) when e.Count == a.Count:
                for (var i = 0; i < e.Count; i++)
                    Walk($"{path}[{i}]", e[i], a[i], tolerance, differences);
                return;
            case (JsonValue e, JsonValue a) when e.GetValueKind() == JsonValueKind.Number && a.GetValueKind() == JsonValueKind.Number:
                double wanted = e.GetValue<double>(), got = a.GetValue<double>();
                if (!wanted.Equals(got))
                    differences.Add(new Difference(path, Json(expected), Json(actual), tolerance.Allows(wanted, got)));
                return;
            default:
                if (!JsonNode.DeepEquals(expected, actual))
                    differences.Add(new Difference(path, Json(expected), Json(actual), IsWithin: false));
                return;
        }
    }

    private static string Json(JsonNode? node) => node?.ToJsonString() ?? "nothing";
}
