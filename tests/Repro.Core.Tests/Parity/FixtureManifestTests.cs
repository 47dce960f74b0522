using System.Security.Cryptography;
using System.Text.Json;

namespace Repro.Core.Tests.Parity;

public sealed class FixtureManifestTests
{
    private static readonly string Fixtures = Path.Combine(ReferenceCase.Root, "fixtures");

    [Fact]
    public void Every_fixture_has_the_hash_that_the_manifest_states()
    {
        Entries().Select(e => $"{e.Path} {e.Sha256}").Should().Equal(
            Entries().Select(e => $"{e.Path} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(ReferenceCase.Root, e.Path))))}"));
    }

    [Fact]
    public void Every_reference_file_is_in_the_manifest()
    {
        var there = Directory.EnumerateFiles(Path.Combine(Fixtures, "reference"), "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(ReferenceCase.Root, f).Replace('\\', '/'));
        there.Should().BeSubsetOf(Entries().Select(e => e.Path));
    }

    [Fact]
    public void The_reference_was_made_from_a_clean_tree()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(ReferenceCase.Root, "golden", "reference", "qwen2", "provenance.json")));
        json.RootElement.GetProperty("dirty").GetBoolean().Should().BeFalse();
    }

    private static List<(string Path, string Sha256)> Entries()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(Fixtures, "manifest.json")));
        return [.. json.RootElement.GetProperty("files").EnumerateArray()
            .Select(e => (e.GetProperty("path").GetString()!, e.GetProperty("sha256").GetString()!))];
    }
}
