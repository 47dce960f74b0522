using Repro.Claims;

namespace Repro.Evidence.Bundles.Zip;

/// <summary>
/// The entries of a bundle's zip in the order of the file: the directory and the local headers side by side, both in the one form that they may have. Stops at
/// the first header that is not, and names the file that it belongs to.
/// </summary>
internal sealed class ZipWalk
{
    private readonly FileStream file;

    private ZipWalk(FileStream file) => this.file = file;

    internal List<ZipEntry> Entries { get; } = [];

    internal List<BundleDamage> Damage { get; } = [];

    internal static ZipWalk Over(FileStream file, string path, BundleLimits limits)
    {
        var walk = new ZipWalk(file);
        walk.Go(path, limits);
        return walk;
    }

    /// <summary>Whether the seal is the hash of everything before it.</summary>
    internal bool IsSealed()
    {
        using var before = new Part(file.SafeFileHandle, 0, file.Length - ZipTail.SealDigits);
        return System.Text.Encoding.ASCII.GetString(Bytes(file.Length - ZipTail.SealDigits, ZipTail.SealDigits)) == Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(before));
    }

    private void Go(string path, BundleLimits limits)
    {
        if (file.Length < ZipTail.Length + ZipEntry.LocalFixed || ZipEntry.OfLocal(Bytes(0, ZipEntry.LocalFixed + ZipEntry.LocalExtra + ushort.MaxValue), 0) is null && !LooksSealed())
            throw new InputException($"A bundle is a zip that './repro bundle' wrote, and {path} is none. Check the path.");
        var tailBytes = Bytes(file.Length - ZipTail.Length, ZipTail.Length - ZipTail.SealDigits);
        var tail = ZipTail.Of(tailBytes);
        if (!tail.Bytes().AsSpan().SequenceEqual(tailBytes) || tail.DirectoryOffset < 0 || tail.DirectorySize < 0 || tail.DirectoryOffset + tail.DirectorySize != file.Length - ZipTail.Length)
        {
            Damage.Add(new BundleDamage("the zip's end", "it is not as './repro bundle' writes it"));
            return;
        }

        if (tail.Count > limits.Files || tail.DirectorySize > limits.IndexSize) throw new InputException($"A bundle holds at most {limits.Files} files and a directory of {limits.IndexSize} bytes; {path} claims {tail.Count} and {tail.DirectorySize}. It was not read.");
        var directory = Bytes(tail.DirectoryOffset, (int)tail.DirectorySize).AsSpan();
        long next = 0, total = 0;
        for (var i = 0L; i < tail.Count; i++)
        {
            var local = ZipEntry.OfLocal(Bytes(next, (int)Math.Min(tail.DirectoryOffset - next, ZipEntry.LocalFixed + ZipEntry.LocalExtra + 4096)), next);
            var central = ZipEntry.OfCentral(directory);
            if (central is null || !directory.StartsWith(central.Central()))
            {
                Bad(local, central, "its entry in the zip's directory is damaged");
                return;
            }

            var header = central.Local();
            if (central.Offset != next || central.Packed < 0 || central.Size < 0 || central.End > tail.DirectoryOffset || !Bytes(next, header.Length).AsSpan().SequenceEqual(header))
            {
                Bad(local, central, "its headers in the zip do not agree");
                return;
            }

            total += central.Size;
            if (total < 0 || total > limits.TotalSize) throw new InputException($"The files of a bundle have at most {limits.TotalSize} bytes unpacked; {path} claims more. It was not read.");
            if (total > limits.FreeSize && total / limits.Ratio > file.Length) throw new InputException($"The files of a bundle have at most {limits.Ratio} times its bytes unpacked; {path} has {file.Length} bytes and claims more than {total - 1}. It was not read.");
            Entries.Add(central);
            directory = directory[central.Central().Length..];
            next = central.End;
        }

        if (directory.Length > 0 || next != tail.DirectoryOffset) Damage.Add(new BundleDamage("the zip's end", "there are bytes that belong to no file"));
    }

    private void Bad(ZipEntry? local, ZipEntry? central, string fault) =>
        Damage.AddRange(new[] { local, central }.OfType<ZipEntry>().Select(e => Printable(e.Name)).Distinct(StringComparer.Ordinal).DefaultIfEmpty("the zip's directory").Select(name => new BundleDamage(name, fault)));

    private static string Printable(string name) => string.Concat(name.Take(300).Select(c => char.IsControl(c) ? '?' : c));

    private bool LooksSealed()
    {
        var tail = Bytes(file.Length - ZipTail.Length, 4);
        return tail is [0x50, 0x4b, 0x06, 0x06];
    }

    /// <summary>Bytes of the file; fewer where it ends.</summary>
    private byte[] Bytes(long offset, int count)
    {
        if (offset < 0 || count <= 0 || offset >= file.Length) return [];
        var bytes = new byte[Math.Min(count, file.Length - offset)];
        var read = RandomAccess.Read(file.SafeFileHandle, bytes, offset);
        return bytes[..read];
    }
}
