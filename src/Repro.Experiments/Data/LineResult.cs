namespace Repro.Experiments.Data;

/// <summary>What a <see cref="LineReader"/> met.</summary>
internal enum LineResult
{
    /// <summary>A line, held by the reader until the next call.</summary>
    Line,

    /// <summary>The end of the file.</summary>
    End,

    /// <summary>A line above the limit; its rest was not read.</summary>
    LineTooLong,

    /// <summary>More bytes than a file may have; the rest was not read.</summary>
    FileTooLong,
}
