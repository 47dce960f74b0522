using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;

namespace Repro.Claims.Ledgers;

/// <summary>
/// The JSON schema (draft 2020-12) of a ledger file, for editors. It follows from the records, with the ledger's own names; what joins several
/// fields (units, controls, thresholds) is checked by reading the ledger only.
/// </summary>
public static class LedgerSchema
{
    /// <summary>The schema's file in the ledger's folder.</summary>
    public const string FileName = "schema.json";

    private static readonly JsonSerializerOptions Naming = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        RespectNullableAnnotations = true,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The file's text.</summary>
    public static string ToText() => new JsonObject
    {
        ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
        ["title"] = "Claims of one paper",
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["paper"] = Text("Where the claims are made, such as arXiv 2506.11618."),
            ["claims"] = new JsonObject { ["type"] = "array", ["items"] = Row(), ["minItems"] = 1 },
        },
        ["required"] = new JsonArray("paper", "claims"),
        ["additionalProperties"] = false,
    }.ToJsonString(Naming) + "\n";

    private static JsonObject Row()
    {
        var row = Of<Claim>();
        var properties = row["properties"]!.AsObject();
        properties.Remove("arithmetic");
        foreach (var (key, value) in Of<ArithmeticRule>()["properties"]!.AsObject())
            properties[key] = value!.DeepClone();
        properties["inputs"]!.AsObject()["additionalProperties"] = new JsonObject { ["type"] = "number" };
        properties["source"]!["required"] = new JsonArray("section");
        properties["estimand"] = OneOf(Enum.GetValues<EstimandKind>().Select(LedgerText.Of));
        properties["comparator"] = OneOf(ComparatorText.All.Keys);
        properties["cluster"] = OneOf(LedgerText.Clusters);
        properties["controls"] = Controls();
        properties["preconditions"] = Controls();
        properties["untestable"] = Text(null);
        properties["tiers"] = Object(Tiers.All.Append(LedgerText.EveryTier).ToDictionary(t => t, JsonNode (_) => Tier()), []);
        foreach (var (key, value) in properties)
            value!["description"] = SchemaTexts.Of(key);
        row["required"] = new JsonArray([.. row["required"]!.AsArray().Select(r => r!.GetValue<string>()).Where(r => r != "tiers").Select(r => JsonValue.Create(r))]);
        row["oneOf"] = new JsonArray(Required("tiers"), Required("untestable"));
        return row;
    }

    private static JsonObject Tier()
    {
        var tier = Of<TierRule>();
        var properties = tier["properties"]!.AsObject();
        properties["expected"] = OneOf(Enum.GetValues<Verdict>().Select(v => v.ToString()));
        properties["controls"] = Controls();
        properties["preconditions"] = Controls();
        properties["untestable"] = Text(SchemaTexts.Of("untestable"));
        properties["whole"]!["description"] = SchemaTexts.Of("whole");
        tier.Remove("required");
        tier["oneOf"] = new JsonArray(Required("expected"), Required("untestable"));
        return tier;
    }

    private static JsonObject Controls()
    {
        var control = Of<Control>();
        control["properties"]!["rule"] = OneOf(Enum.GetValues<ControlRule>().Select(LedgerText.Of));
        control["required"] = new JsonArray("name", "metric", "rule");
        return new JsonObject { ["type"] = "array", ["items"] = control };
    }

    /// <summary>The record's own schema: every key known, none beside them, null written by leaving the key out.</summary>
    private static JsonObject Of<T>() => JsonSchemaExporter.GetJsonSchemaAsNode(Naming, typeof(T), new JsonSchemaExporterOptions
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = static (_, node) =>
        {
            if (node is not JsonObject schema)
                return node;
            schema.Remove("default");
            if (schema["type"] is JsonArray types)
                schema["type"] = types[0]!.GetValue<string>();
            if (schema.ContainsKey("properties"))
                schema["additionalProperties"] = false;
            return schema;
        },
    }).AsObject();

    private static JsonObject Object(Dictionary<string, JsonNode> properties, string[] required) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject(properties.Select(p => KeyValuePair.Create(p.Key, (JsonNode?)p.Value))),
        ["required"] = new JsonArray([.. required.Select(r => JsonValue.Create(r))]),
        ["additionalProperties"] = false,
    };

    private static JsonObject Required(string key) => new() { ["required"] = new JsonArray(key) };

    private static JsonObject OneOf(IEnumerable<string> values) => new() { ["enum"] = new JsonArray([.. values.Select(v => JsonValue.Create(v))]) };

    private static JsonObject Text(string? description) => description is null
        ? new JsonObject { ["type"] = "string" }
        : new JsonObject { ["type"] = "string", ["description"] = description };
}
