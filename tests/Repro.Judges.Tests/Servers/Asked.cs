using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Repro.Judges.Tests.Servers;

/// <summary>One request as the server saw it.</summary>
/// <param name="Number">From 1, over all requests.</param>
/// <param name="Attempt">From 1, over requests with the same body.</param>
/// <param name="At">On the server's clock.</param>
/// <param name="Body">As it came.</param>
/// <param name="Authorization">The header.</param>
internal sealed record Asked(int Number, int Attempt, DateTimeOffset At, string Body, string? Authorization)
{
    public string Hash { get; } = HashOf(Body);

    public JsonElement Json { get; } = JsonDocument.Parse(Body).RootElement;

    public string Prompt => Json.GetProperty("messages")[0].GetProperty("content").GetString()!;

    public string Model => Json.GetProperty("model").GetString()!;

    /// <summary>A number that depends on seed and body alone.</summary>
    public int Dice(int seed) => (int)(Convert.ToUInt32(HashOf($"{seed} {Attempt} {Body}")[..8], 16) % 1000);

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
