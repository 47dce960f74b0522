namespace Repro.Evidence.Bundles;

/// <summary>How large a bundle may claim to be. What goes beyond is refused before it is unpacked.</summary>
public sealed record BundleLimits
{
    /// <summary>Most files.</summary>
    public int Files { get; init; } = 100_000;

    /// <summary>Most bytes of all files together, unpacked.</summary>
    public long TotalSize { get; init; } = 64L << 30;

    /// <summary>Most bytes unpacked for each byte of the file, where they are more than <see cref="FreeSize"/>. Answers and numbers pack to a tenth; only a bomb packs to a hundredth.</summary>
    public int Ratio { get; init; } = 100;

    /// <summary>Bytes unpacked that any bundle may have, however well they are packed.</summary>
    public long FreeSize { get; init; } = 64 << 20;

    /// <summary>Most bytes of the index and of the zip's directory.</summary>
    public int IndexSize { get; init; } = 64 << 20;
}
