using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Repro.Claims;
using Repro.Evidence.Bundles;

namespace Repro.Evidence.Tests.Bundles;

public sealed class BundleFileTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly MemoryEvidence evidence = new(
        ("run/a.json", Encoding.UTF8.GetBytes("""{"a":1}""")),
        ("artifacts/x/big.jsonl", [.. Enumerable.Range(0, 200_000).Select(i => (byte)(i % 97))]),
        ("run/empty", []));

    public void Dispose() => folder.Dispose();

    private string Write(string name = "a.zip", IEvidenceFiles? files = null)
    {
        BundleWriter.Write(folder[name], "run-1", new string('e', 64), files ?? evidence, CancellationToken.None);
        return folder[name];
    }

    [Fact]
    public void What_was_written_is_read_back()
    {
        using var bundle = BundleFile.Open(Write());

        bundle.Damage.Should().BeEmpty();
        bundle.Names.Should().Equal("artifacts/x/big.jsonl", "run/a.json", "run/empty");
        bundle.Index!.Run.Should().Be("run-1");
        bundle.Index.ArtifactsRoot.Should().Be(new string('e', 64));
        foreach (var name in evidence.Names)
        {
            using var read = new MemoryStream();
            using (var stream = bundle.Open(name)) stream.CopyTo(read);
            using var expected = (MemoryStream)evidence.Open(name);
            read.ToArray().Should().Equal(expected.ToArray());
            bundle.Hash(name).Should().Be(evidence.Hash(name));
        }
    }

    [Fact]
    public void The_same_files_give_the_same_bytes() => File.ReadAllBytes(Write("a.zip")).Should().Equal(File.ReadAllBytes(Write("b.zip")));

    [Fact]
    public void Any_other_zip_reader_opens_it()
    {
        using var zip = ZipFile.OpenRead(Write());
        zip.Entries.Select(e => (e.FullName, e.Length)).Should().Equal(("artifacts/x/big.jsonl", 200_000), ("run/a.json", 7), ("run/empty", 0), ("bundle.json", zip.Entries[3].Length));
        using var text = new StreamReader(zip.GetEntry("run/a.json")!.Open());
        text.ReadToEnd().Should().Be("""{"a":1}""");
    }

    [Fact]
    public void Every_single_byte_of_a_small_bundle_counts()
    {
        var bytes = File.ReadAllBytes(Write(files: new MemoryEvidence(("run/a.json", Encoding.UTF8.GetBytes("""{"a":1}""")), ("run/b.json", Encoding.UTF8.GetBytes("""{"b":2}""")))));
        for (var i = 0; i < bytes.Length; i++)
        {
            var changed = (byte[])bytes.Clone();
            changed[i] ^= (byte)(1 << (i % 8));
            File.WriteAllBytes(folder["changed.zip"], changed);
            using var bundle = BundleFile.Open(folder["changed.zip"]);
            bundle.Damage.Should().NotBeEmpty($"byte {i} of {bytes.Length} was changed");
        }
    }

    [Theory]
    [InlineData("../evil")]
    [InlineData("/etc/passwd")]
    [InlineData("a/../../b")]
    [InlineData("a\\b")]
    [InlineData("C:/x")]
    public void A_name_that_leads_out_is_refused_before_anything_is_read(string name)
    {
        BundleWriter.Write(folder["evil.zip"], "run-1", "", new MemoryEvidence((name, [1, 2, 3])), CancellationToken.None);

        FluentActions.Invoking(() => BundleFile.Open(folder["evil.zip"])).Should().Throw<InputException>()
            .WithMessage($"A file of a bundle is named by segments of letters, digits, '.', '_' and '-' joined by '/'; {folder["evil.zip"]} holds one named '{name}'. Nothing of it was read: it is no bundle that './repro bundle' wrote.");
    }

    [Fact]
    public void A_zip_of_another_tool_is_no_bundle()
    {
        using (var zip = ZipFile.Open(folder["other.zip"], ZipArchiveMode.Create))
        {
            using var stream = zip.CreateEntry("run/manifest.json", CompressionLevel.NoCompression).Open();
            stream.Write(new byte[500]);
        }

        using var bundle = BundleFile.Open(folder["other.zip"]);
        bundle.Damage.Should().Equal(new BundleDamage("the zip's end", "it is not as './repro bundle' writes it"));
    }

    [Fact]
    public void A_file_that_is_no_zip_is_refused()
    {
        File.WriteAllText(folder["text"], new string('x', 1000));
        FluentActions.Invoking(() => BundleFile.Open(folder["text"])).Should().Throw<InputException>().WithMessage($"A bundle is a zip that './repro bundle' wrote, and {folder["text"]} is none. Check the path.");
        FluentActions.Invoking(() => BundleFile.Open(folder["gone"])).Should().Throw<InputException>().WithMessage($"A bundle is a file that './repro bundle' wrote; there is none at '{folder["gone"]}'. Check the path.");
    }

    [Fact]
    public void More_files_or_bytes_than_the_limits_are_refused_before_they_are_unpacked()
    {
        var path = Write();
        FluentActions.Invoking(() => BundleFile.Open(path, new BundleLimits { Files = 3 })).Should().Throw<InputException>().WithMessage($"A bundle holds at most 3 files and a directory of 67108864 bytes; {path} claims 4 and *. It was not read.");
        FluentActions.Invoking(() => BundleFile.Open(path, new BundleLimits { TotalSize = 100_000 })).Should().Throw<InputException>().WithMessage($"The files of a bundle have at most 100000 bytes unpacked; {path} claims more. It was not read.");
    }

    [Fact]
    public void A_bomb_by_its_ratio_is_refused_before_it_is_unpacked()
    {
        var path = Write(files: new MemoryEvidence(("run/a", new byte[1000]), ("run/zeros", new byte[4 << 20])));
        var length = new FileInfo(path).Length;

        FluentActions.Invoking(() => BundleFile.Open(path, new BundleLimits { FreeSize = 1 << 20 })).Should().Throw<InputException>()
            .WithMessage($"The files of a bundle have at most 100 times its bytes unpacked; {path} has {length} bytes and claims more than {(4 << 20) + 999}. It was not read.");
        using var free = BundleFile.Open(path);
        free.Damage.Should().BeEmpty();
    }

    [Fact]
    public void A_bomb_that_unpacks_to_more_than_it_claims_is_stopped_at_its_claim()
    {
        // 200 000 bytes that claim to be 10, in both headers.
        var bytes = File.ReadAllBytes(Write());
        var claimed = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(claimed, 200_000);
        for (var at = bytes.AsSpan().IndexOf(claimed); at >= 0; at = bytes.AsSpan().IndexOf(claimed)) BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(at), 10);
        File.WriteAllBytes(folder["bomb.zip"], bytes);

        using var bundle = BundleFile.Open(folder["bomb.zip"]);
        bundle.Damage.Should().Equal(new BundleDamage("artifacts/x/big.jsonl", "it unpacks to more than the 10 bytes that it claims"));
    }

    [Fact]
    public void A_cancelled_bundle_leaves_nothing()
    {
        FluentActions.Invoking(() => BundleWriter.Write(folder["a.zip"], "run-1", "", evidence, new CancellationToken(canceled: true))).Should().Throw<OperationCanceledException>();
        Directory.EnumerateFiles(folder.Path).Should().BeEmpty();
    }
}
