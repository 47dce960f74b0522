using System.IO.Compression;
using System.Text;
using Repro.Evidence.Bundles.Zip;
using Repro.Evidence.Files;
using Repro.Evidence.Runs;

namespace Repro.Evidence.Bundles;

/// <summary>
/// Writes a bundle: one zip that any tool opens, and whose bytes follow from its files alone (sorted, one time for all, the same headers; the packed bytes
/// are those of this runtime's deflate). Files are streamed, so that a bundle may be larger than the memory.
/// </summary>
public static class BundleWriter
{
    /// <summary>Writes the bundle to <paramref name="path"/>, whole or not at all.</summary>
    /// <param name="path">The zip.</param>
    /// <param name="run">The run's id.</param>
    /// <param name="artifactsRoot">Merkle root over the run's artifacts.</param>
    /// <param name="files">What goes in.</param>
    /// <param name="cancellation">Ctrl-C; leaves nothing.</param>
    /// <exception cref="Repro.Claims.InputException">The disk is full or may not be written.</exception>
    public static BundleIndex Write(string path, string run, string artifactsRoot, IEvidenceFiles files, CancellationToken cancellation)
    {
        BundleIndex? index = null;
        AtomicFile.Write(path, stream =>
        {
            var entries = new List<ZipEntry>();
            var rows = new List<BundleIndex.Entry>();
            foreach (var name in files.Names)
            {
                cancellation.ThrowIfCancellationRequested();
                using var content = files.Open(name);
                rows.Add(Add(stream, entries, name, content, stored: false));
            }

            index = new BundleIndex(BundleIndex.Current, run, artifactsRoot, rows);
            using var text = new MemoryStream(Encoding.UTF8.GetBytes(RunJson.Write(index)));
            Add(stream, entries, EvidencePath.Index, text, stored: true);
            Finish(stream, entries);
        });
        return index!;
    }

    private static BundleIndex.Entry Add(Stream stream, List<ZipEntry> entries, string name, Stream content, bool stored)
    {
        var draft = new ZipEntry(name, stored, 0, 0, 0, stream.Position);
        stream.Write(draft.Local());
        using var packed = new Tally(stream);
        using var plain = Pack(packed, content, stored);
        var entry = draft with { Crc = plain.Crc, Packed = packed.Position, Size = plain.Position };
        stream.Position = entry.Offset;
        stream.Write(entry.Local());
        stream.Position = entry.End;
        entries.Add(entry);
        return new BundleIndex.Entry(name, entry.Size, plain.Sha256, packed.Sha256);
    }

    private static Tally Pack(Tally packed, Stream content, bool stored)
    {
        if (stored)
        {
            var copied = new Tally(packed);
            content.CopyTo(copied);
            return copied;
        }

        using var deflate = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true);
        var plain = new Tally(deflate);
        content.CopyTo(plain);
        return plain;
    }

    private static void Finish(Stream stream, List<ZipEntry> entries)
    {
        var directory = stream.Position;
        foreach (var entry in entries) stream.Write(entry.Central());
        stream.Write(new ZipTail(entries.Count, directory, stream.Position - directory).Bytes());
        stream.Flush();
        stream.Position = 0;
        var seal = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(stream));
        stream.Write(Encoding.ASCII.GetBytes(seal));
    }
}
