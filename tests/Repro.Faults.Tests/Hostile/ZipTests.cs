using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Repro.Claims;
using Repro.Evidence.Bundles;

namespace Repro.Faults.Tests.Hostile;

/// <summary>Bundles that somebody else made.</summary>
public sealed class ZipTests
{
    private const string Name = "run.zip";
    private static readonly BundleLimits Small = new() { Files = 50, TotalSize = 4 << 20, FreeSize = 1 << 20 };
    private static readonly byte[] Good = Bundle(("run/a.json", Encoding.UTF8.GetBytes("""{"a":1}""")), ("artifacts/x/b.jsonl", [.. Enumerable.Range(0, 5000).Select(i => (byte)(i % 97))]));

    [Fact]
    public void A_thousand_bad_files_are_refused() => Refusal.OfAll(Bad(), Name, Open);

    [Fact]
    public void A_thousand_random_changes_crash_nothing() => Refusal.OrValue([Good, Foreign(("run/a.json", [1, 2, 3], 0))], Name, Open);

    [Fact]
    public void A_good_file_is_read()
    {
        var path = Path.GetTempFileName();
        File.WriteAllBytes(path, Good);
        FluentActions.Invoking(() => Open(path)).Should().NotThrow();
        File.Delete(path);
    }

    /// <summary>Damage is named file by file; here it is enough that there is some.</summary>
    private static void Open(string path)
    {
        using var bundle = BundleFile.Open(path, Small);
        if (bundle.Damage is [var first, ..]) throw new InvalidDataException($"{Name}: {first.Name}: {first.Fault}");
    }

    private static Gen<BadFile> Bad() => Gen.OneOf(
        from name in BadNames select new BadFile($"the name '{name}'", Bundle((name, [1, 2, 3]))),
        from name in BadNames.Where(n => n.Length > 0) select new BadFile($"the name '{name}', of another tool", Foreign((name, [1, 2, 3], 0))),
        from target in Gen.Elements("/etc/passwd", "../../secret", "run/a.json") select new BadFile("a symbolic link", Foreign(("run/manifest.json", Encoding.UTF8.GetBytes(target), unchecked((int)(0xA1FFu << 16))))),
        from name in Gen.Elements("run/a.json", "artifacts/x/y", "bundle.json") from times in Gen.Choose(2, 6) select new BadFile("one name several times", Bundle([.. Enumerable.Range(0, times).Select(i => (name, new byte[] { (byte)i }))])),
        from count in Gen.Choose(50, 400) select new BadFile("more files than the limit", Bundle([.. Enumerable.Range(0, count).Select(i => ($"run/{i}", new byte[] { 1 }))])),
        from mega in Gen.Choose(5, 12) select new BadFile("more bytes than the limit", Bundle(("run/zeros", new byte[mega << 20]))),
        from mega in Gen.Choose(2, 4) select new BadFile("a bomb by its ratio", Bundle(("run/zeros", new byte[(mega << 20) - 1000]))),
        from claim in Gen.Choose(0, 4999) select new BadFile("more bytes than it claims", Claiming(claim)),
        from cut in Gen.Choose(1, Good.Length) select new BadFile("cut short", Good[..^cut]),
        from more in Gen.Choose(1, 3000) from value in Gen.Choose(0, 255) select new BadFile("bytes behind the end", [.. Good, .. Enumerable.Repeat((byte)value, more)]),
        from more in Gen.Choose(1, 3000) select new BadFile("bytes before the start", [.. new byte[more], .. Good]),
        from at in Gen.Choose(0, Good.Length - 1) from change in Gen.Choose(1, 255) select new BadFile($"byte {at} changed", [.. Good[..at], (byte)(Good[at] ^ change), .. Good[(at + 1)..]]),
        from at in Gen.Choose(1, 120) select new BadFile("a directory cut out", [.. Good[..^(at + 300)], .. Good[^300..]]),
        Gen.Elements("", "PK", "PK\u0003\u0004", "PK\u0005\u0006", "Rar!").Select(t => new BadFile("no zip", [.. Encoding.ASCII.GetBytes(t), .. new byte[t.Length * 50]])));

    private static Gen<string> BadNames => Gen.OneOf(
        from depth in Gen.Choose(1, 9) from tail in Gen.Elements("etc/passwd", "evil", ".ssh/authorized_keys") select string.Concat(Enumerable.Repeat("../", depth)) + tail,
        Gen.Elements("/etc/passwd", "//server/x", "C:/windows", "C:\\windows", "a\\..\\b", "..\\..\\b", "a/../../b", "a/./b", "a//b", "a/", "/", ".", "..", ".hidden", "-rf", "a b", "a\nb", "a\0b", "caf\u00e9", "a:b", "~/x", "%2e%2e/x", "a/..", ""));

    private static byte[] Bundle(params (string Name, byte[] Bytes)[] files)
    {
        var path = Path.GetTempFileName();
        BundleWriter.Write(path, "run-1", new string('e', 64), new Files(files), CancellationToken.None);
        var bytes = File.ReadAllBytes(path);
        File.Delete(path);
        return bytes;
    }

    private static byte[] Foreign(params (string Name, byte[] Bytes, int Attributes)[] files)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes, attributes) in files)
            {
                var entry = zip.CreateEntry(name);
                entry.ExternalAttributes = attributes;
                using var stream = entry.Open();
                stream.Write(bytes);
            }
        }

        return memory.ToArray();
    }

    /// <summary>The good bundle, whose file of 5,000 bytes claims to have fewer, in both headers.</summary>
    private static byte[] Claiming(int size)
    {
        byte[] bytes = [.. Good];
        var (real, claimed) = (BitConverter.GetBytes(5000L), BitConverter.GetBytes((long)size));
        for (var at = bytes.AsSpan().IndexOf(real); at >= 0; at = bytes.AsSpan().IndexOf(real)) claimed.CopyTo(bytes, at);
        return bytes;
    }

    private sealed class Files((string Name, byte[] Bytes)[] files) : IEvidenceFiles
    {
        private int next;

        public IReadOnlyList<string> Names => [.. files.Select(f => f.Name)];

        public Stream Open(string name) => new MemoryStream(files[next++].Bytes, writable: false);

        public string Hash(string name) => Convert.ToHexStringLower(SHA256.HashData([]));
    }
}
