using System.Security.Cryptography;
using System.Text;

namespace Repro.Evidence.Files;

/// <summary>SHA-256 as 64 lower-case hexadecimal digits: the name of everything in the store.</summary>
public static class Sha256
{
    /// <summary>Hash of the UTF-8 bytes of <paramref name="text"/>.</summary>
    public static string OfText(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Hash of a file's bytes.</summary>
    public static string OfFile(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
