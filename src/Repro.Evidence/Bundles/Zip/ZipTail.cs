using System.Buffers.Binary;
using System.Text;

namespace Repro.Evidence.Bundles.Zip;

/// <summary>
/// What stands behind the directory: its place, in ZIP64's records, and as the zip's comment the seal, the SHA-256 of every byte before its digits.
/// </summary>
internal sealed record ZipTail(long Count, long DirectoryOffset, long DirectorySize)
{
    /// <summary>Digits of the seal: the last bytes of the file.</summary>
    internal const int SealDigits = 64;

    /// <summary>Bytes of the whole tail.</summary>
    internal static readonly int Length = 56 + 20 + 22 + Comment.Length + SealDigits;

    private const string Comment = "repro-bundle 1 sha256:";

    /// <summary>The tail without the seal's digits.</summary>
    internal byte[] Bytes()
    {
        var bytes = new byte[Length - SealDigits];
        var at = new Cursor(bytes);
        at.U32(0x06064b50);
        at.U64(44);
        at.U16(45);
        at.U16(45);
        at.U32(0);
        at.U32(0);
        at.U64(Count);
        at.U64(Count);
        at.U64(DirectorySize);
        at.U64(DirectoryOffset);
        at.U32(0x07064b50);
        at.U32(0);
        at.U64(DirectoryOffset + DirectorySize);
        at.U32(1);
        at.U32(0x06054b50);
        at.U16(0);
        at.U16(0);
        at.U16(0xFFFF);
        at.U16(0xFFFF);
        at.U32(0xFFFFFFFF);
        at.U32(0xFFFFFFFF);
        at.U16((ushort)(Comment.Length + SealDigits));
        at.Bytes(Encoding.ASCII.GetBytes(Comment));
        return bytes;
    }

    /// <summary>What a tail says.</summary>
    internal static ZipTail Of(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadInt64LittleEndian(bytes[24..]),
        BinaryPrimitives.ReadInt64LittleEndian(bytes[48..]),
        BinaryPrimitives.ReadInt64LittleEndian(bytes[40..]));
}
