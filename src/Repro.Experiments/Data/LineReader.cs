namespace Repro.Experiments.Data;

/// <summary>Walks the lines of a stream in memory bounded by the longest allowed line. Ends a line at LF or CR LF; skips a mark at the start.</summary>
internal sealed class LineReader(Stream stream, ReadLimits limits)
{
    private byte[] buffer = new byte[Math.Min(1 << 16, limits.MaxLineBytes + 2)];
    private int start;
    private int end;
    private long total;
    private bool ended;

    /// <summary>The line without its end; valid until the next call of <see cref="Next"/>.</summary>
    public ReadOnlyMemory<byte> Current { get; private set; }

    /// <summary>1 for the first line.</summary>
    public long Number { get; private set; }

    public LineResult Next()
    {
        var scanned = 0;
        while (true)
        {
            var feed = buffer.AsSpan(start + scanned, end - start - scanned).IndexOf((byte)'\n');
            if (feed >= 0) return Take(scanned + feed, skip: 1);
            scanned = end - start;
            if (ended) return scanned == 0 ? LineResult.End : Take(scanned, skip: 0);
            if (scanned > limits.MaxLineBytes + 1) return TooLong();
            if (total > limits.MaxBytes) return LineResult.FileTooLong;
            Fill();
        }
    }

    private LineResult Take(int length, int skip)
    {
        var line = buffer.AsMemory(start, length);
        start += length + skip;
        if (line.Span is [.., (byte)'\r']) line = line[..^1];
        if (line.Length > limits.MaxLineBytes) return TooLong();
        if (Number++ == 0 && line.Span is [0xEF, 0xBB, 0xBF, ..]) line = line[3..];
        Current = line;
        return LineResult.Line;
    }

    private LineResult TooLong()
    {
        Number++;
        return LineResult.LineTooLong;
    }

    private void Fill()
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }

        if (end == buffer.Length) Array.Resize(ref buffer, (int)Math.Min(buffer.Length * 2L, limits.MaxLineBytes + 2L));
        var read = stream.Read(buffer, end, buffer.Length - end);
        (end, total, ended) = (end + read, total + read, read == 0);
    }
}
