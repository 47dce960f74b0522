namespace Repro.Evidence.Bundles.Zip;

/// <summary>A stretch of a file as a stream of its own; reads by position, so that any number of them may be open at once.</summary>
internal sealed class Part(Microsoft.Win32.SafeHandles.SafeFileHandle file, long begin, long length) : Stream
{
    private long at;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get => at; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var wanted = (int)Math.Min(buffer.Length, length - at);
        if (wanted <= 0) return 0;
        var read = RandomAccess.Read(file, buffer[..wanted], begin + at);
        at += read;
        return read;
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
