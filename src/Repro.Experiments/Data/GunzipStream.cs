using System.Buffers.Binary;
using System.IO.Compression;

namespace Repro.Experiments.Data;

/// <summary>
/// Unpacks a gzip file of one piece and checks at its end that all of it was there: the last four bytes of gzip are the length
/// unpacked (RFC 1952), and the runtime's own stream takes a file that was cut for one that ended.
/// </summary>
internal sealed class GunzipStream : Stream
{
    private const int Shortest = 18;
    private readonly GZipStream zip;
    private readonly uint stated;
    private long given;

    /// <exception cref="InvalidDataException">The file is too short to be gzip.</exception>
    public GunzipStream(FileStream file)
    {
        if (file.Length < Shortest) throw new InvalidDataException($"gzip has at least {Shortest} bytes, and these are {file.Length}");
        Span<byte> end = stackalloc byte[4];
        file.Seek(-4, SeekOrigin.End);
        file.ReadExactly(end);
        stated = BinaryPrimitives.ReadUInt32LittleEndian(end);
        file.Position = 0;
        zip = new GZipStream(file, CompressionMode.Decompress);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => given; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = zip.Read(buffer);
        given += read;
        if (read == 0 && buffer.Length > 0 && (uint)given != stated) throw new InvalidDataException($"their end says that {stated} bytes are in them, and {given} are");
        return read;
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) zip.Dispose();
        base.Dispose(disposing);
    }
}
