using System.Security.Cryptography;
using System.Text;

namespace Repro.Evidence.Files;

/// <summary>One hash over many: a binary tree of SHA-256, leaves and nodes told apart by their first byte, an odd one handed up as it is (RFC 6962).</summary>
public static class Merkle
{
    /// <summary>The root over <paramref name="leaves"/> in their order, 64 hexadecimal digits; of no leaves, the hash of nothing.</summary>
    public static string Root(IEnumerable<string> leaves)
    {
        List<byte[]> row = [.. leaves.Select(leaf => SHA256.HashData([0, .. Encoding.UTF8.GetBytes(leaf)]))];
        if (row.Count == 0) return Convert.ToHexStringLower(SHA256.HashData([]));
        while (row.Count > 1) row = [.. row.Chunk(2).Select(pair => pair is [var left, var right] ? SHA256.HashData([1, .. left, .. right]) : pair[0])];
        return Convert.ToHexStringLower(row[0]);
    }
}
