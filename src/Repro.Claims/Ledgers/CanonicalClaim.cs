using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Repro.Claims.Ledgers;

/// <summary>The one form of a claim that its hash is taken of: JSON with sorted keys, so that comments, layout and key order do not matter and everything else does.</summary>
internal static class CanonicalClaim
{
    public static string Hash(Claim claim) => Hash(Sorted(JsonSerializer.SerializeToNode(claim))!.ToJsonString());

    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, Sorted(p.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
