using System.Buffers.Binary;

namespace Repro.Evidence.Bundles.Zip;

/// <summary>Writes little-endian numbers one after the other.</summary>
internal ref struct Cursor(Span<byte> bytes)
{
    private Span<byte> rest = bytes;

    internal void U16(ushort value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(rest, value);
        rest = rest[2..];
    }

    internal void U32(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(rest, value);
        rest = rest[4..];
    }

    internal void U64(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(rest, value);
        rest = rest[8..];
    }

    internal void Bytes(ReadOnlySpan<byte> value)
    {
        value.CopyTo(rest);
        rest = rest[value.Length..];
    }
}
