namespace Repro.Experiments.Data;

/// <summary>How much of a file that somebody else made is read before it is refused. The papers' sets stay far below the defaults.</summary>
public sealed record ReadLimits
{
    /// <summary>The defaults.</summary>
    public static ReadLimits Default { get; } = new();

    /// <summary>Bytes of one line, without its line feed.</summary>
    public int MaxLineBytes { get; init; } = 1 << 20;

    /// <summary>Rows of a file.</summary>
    public int MaxRows { get; init; } = 1_000_000;

    /// <summary>Bytes of a whole file, unpacked.</summary>
    public long MaxBytes { get; init; } = 512L << 20;
}
