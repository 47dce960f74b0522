namespace Repro.Evidence.Bundles.Zip;

/// <summary>The checksum of the zip format: polynomial 0xEDB88320, reflected.</summary>
internal static class Crc32
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(n => Enumerable.Range(0, 8).Aggregate((uint)n, (c, _) => (c & 1) == 1 ? (c >> 1) ^ 0xEDB88320 : c >> 1))];

    /// <summary>The checksum of what <paramref name="before"/> is the checksum of, and then <paramref name="bytes"/>. 0 begins.</summary>
    internal static uint Add(uint before, ReadOnlySpan<byte> bytes)
    {
        var crc = ~before;
        foreach (var b in bytes) crc = Table[(byte)(crc ^ b)] ^ (crc >> 8);
        return ~crc;
    }
}
