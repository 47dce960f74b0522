using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Repro.Claims.Ledgers;

/// <summary>Compares two canonical texts of a claim, field by field, and says it in the ledger's own words.</summary>
internal static class FieldChanges
{
    private const string Nothing = "nothing";

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IReadOnlyList<FieldChange> Between(string was, string now)
    {
        var changes = new List<FieldChange>();
        Walk("", JsonNode.Parse(was), JsonNode.Parse(now), changes);
        return changes;
    }

    private static void Walk(string path, JsonNode? was, JsonNode? now, List<FieldChange> changes)
    {
        if (JsonNode.DeepEquals(was, now))
            return;
        if (was is JsonObject before && now is JsonObject after)
        {
            foreach (var key in before.Select(p => p.Key).Union(after.Select(p => p.Key)).Order(StringComparer.Ordinal))
                Walk(path.Length == 0 ? Name(key) : $"{path}.{Name(key)}", before[key], after[key], changes);
        }
        else if (was is JsonArray first && now is JsonArray second && first.Concat(second).Any(i => i is JsonObject))
        {
            for (var i = 0; i < Math.Max(first.Count, second.Count); i++)
                Walk($"{path} {i + 1}", i < first.Count ? first[i] : null, i < second.Count ? second[i] : null, changes);
        }
        else
        {
            changes.Add(new FieldChange(path, Value(path, was), Value(path, now)));
        }
    }

    private static string Name(string key) => JsonNamingPolicy.KebabCaseLower.ConvertName(key);

    private static string Value(string path, JsonNode? node) => node switch
    {
        null => Nothing,
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => Number(path.Split('.')[^1], value),
        JsonArray list when list.All(i => i is JsonValue) => list.Count == 0 ? Nothing : string.Join(", ", list.Select(i => Value("", i))),
        _ => node.ToJsonString(Plain),
    };

    /// <summary>A number, or the name that the number of a kind, a comparator or a rule stands for.</summary>
    private static string Number(string field, JsonValue value) => field switch
    {
        "estimand" => LedgerText.Of((EstimandKind)value.GetValue<int>()),
        "comparator" => ((Comparator)value.GetValue<int>()).Symbol(),
        "rule" => LedgerText.Of((ControlRule)value.GetValue<int>()),
        _ => value.ToJsonString(),
    };
}
