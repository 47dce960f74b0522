using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Repro.Claims.Ledgers;

/// <summary>The one form of a claim that its hash is taken of: JSON with sorted keys, so that comments, layout and key order do not matter and everything else does.</summary>
internal static class CanonicalClaim
{
    public static string Text(Claim claim) => Sorted(JsonSerializer.SerializeToNode(claim))!.ToJsonString();

    public static string Hash(Claim claim) => Hash(Text(claim));

    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>The id in a claim's text, or null where the text is none.</summary>
    public static string? IdOf(string text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: new() { AllowDuplicateProperties = false }) is JsonObject claim && claim["Id"] is JsonValue id && id.TryGetValue<string>(out var found) ? found : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, Sorted(p.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
