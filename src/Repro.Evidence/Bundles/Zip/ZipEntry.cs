using System.Buffers.Binary;
using System.Text;

namespace Repro.Evidence.Bundles.Zip;

/// <summary>
/// One entry of a bundle's zip, and the only bytes that its two headers may have: ZIP64 throughout, no flags, no comments, 1980-01-01. A header that says the
/// same in other bytes is refused, so that no byte of a bundle is free.
/// </summary>
/// <param name="Name">Path within the bundle.</param>
/// <param name="Stored">True: kept as it is; false: deflated.</param>
/// <param name="Crc">Checksum of the content.</param>
/// <param name="Packed">Bytes in the zip.</param>
/// <param name="Size">Bytes of the content.</param>
/// <param name="Offset">Where the local header begins.</param>
internal sealed record ZipEntry(string Name, bool Stored, uint Crc, long Packed, long Size, long Offset)
{
    internal const int LocalFixed = 30, LocalExtra = 20, CentralFixed = 46, CentralExtra = 28;
    private const uint LocalSignature = 0x04034b50, CentralSignature = 0x02014b50, Elsewhere = 0xFFFFFFFF;
    private const ushort Version = 45, Date = 0x21, Zip64 = 1;

    /// <summary>Where the content begins.</summary>
    internal long DataOffset => Offset + LocalFixed + NameBytes.Length + LocalExtra;

    /// <summary>Where the next local header begins.</summary>
    internal long End => DataOffset + Packed;

    private byte[] NameBytes => Encoding.ASCII.GetBytes(Name);

    /// <summary>The header before the content.</summary>
    internal byte[] Local()
    {
        var name = NameBytes;
        var bytes = new byte[LocalFixed + name.Length + LocalExtra];
        var at = new Cursor(bytes);
        at.U32(LocalSignature);
        Common(ref at, name.Length, LocalExtra);
        at.Bytes(name);
        at.U16(Zip64);
        at.U16(LocalExtra - 4);
        at.U64(Size);
        at.U64(Packed);
        return bytes;
    }

    /// <summary>The entry of the directory.</summary>
    internal byte[] Central()
    {
        var name = NameBytes;
        var bytes = new byte[CentralFixed + name.Length + CentralExtra];
        var at = new Cursor(bytes);
        at.U32(CentralSignature);
        at.U16(Version);
        Common(ref at, name.Length, CentralExtra);
        at.U16(0); // comment
        at.U16(0); // disk
        at.U16(0); // internal attributes
        at.U32(0); // external attributes
        at.U32(Elsewhere);
        at.Bytes(name);
        at.U16(Zip64);
        at.U16(CentralExtra - 4);
        at.U64(Size);
        at.U64(Packed);
        at.U64(Offset);
        return bytes;
    }

    /// <summary>Reads what a local header says of its entry; null where it is none.</summary>
    internal static ZipEntry? OfLocal(ReadOnlySpan<byte> bytes, long offset)
    {
        if (bytes.Length < LocalFixed || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != LocalSignature) return null;
        var name = BinaryPrimitives.ReadUInt16LittleEndian(bytes[26..]);
        if (bytes.Length < LocalFixed + name + LocalExtra) return null;
        var extra = bytes[(LocalFixed + name)..];
        return new ZipEntry(
            Encoding.ASCII.GetString(bytes.Slice(LocalFixed, name)),
            BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]) == 0,
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[14..]),
            BinaryPrimitives.ReadInt64LittleEndian(extra[12..]),
            BinaryPrimitives.ReadInt64LittleEndian(extra[4..]),
            offset);
    }

    /// <summary>Reads what an entry of the directory says; null where it is none.</summary>
    internal static ZipEntry? OfCentral(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < CentralFixed || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != CentralSignature) return null;
        var name = BinaryPrimitives.ReadUInt16LittleEndian(bytes[28..]);
        if (bytes.Length < CentralFixed + name + CentralExtra) return null;
        var extra = bytes[(CentralFixed + name)..];
        return new ZipEntry(
            Encoding.ASCII.GetString(bytes.Slice(CentralFixed, name)),
            BinaryPrimitives.ReadUInt16LittleEndian(bytes[10..]) == 0,
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[16..]),
            BinaryPrimitives.ReadInt64LittleEndian(extra[12..]),
            BinaryPrimitives.ReadInt64LittleEndian(extra[4..]),
            BinaryPrimitives.ReadInt64LittleEndian(extra[20..]));
    }

    /// <summary>What both headers hold alike, from the needed version to the length of the extra field.</summary>
    private void Common(ref Cursor at, int name, int extra)
    {
        at.U16(Version);
        at.U16(0); // flags
        at.U16((ushort)(Stored ? 0 : 8));
        at.U16(0); // time
        at.U16(Date);
        at.U32(Crc);
        at.U32(Elsewhere);
        at.U32(Elsewhere);
        at.U16((ushort)name);
        at.U16((ushort)extra);
    }
}
