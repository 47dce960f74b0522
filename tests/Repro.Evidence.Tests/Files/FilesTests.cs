using Repro.Claims;
using Repro.Evidence.Files;

namespace Repro.Evidence.Tests.Files;

public sealed class FilesTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Canonical_json_sorts_names_at_every_depth_and_keeps_lists_in_order()
    {
        var value = new { Zeta = 1, Alpha = new Dictionary<string, object?>(StringComparer.Ordinal) { ["b"] = 0.1, ["a"] = null, ["B"] = new[] { 3, 1, 2 } } };
        CanonicalJson.Serialize(value).Should().Be("""{"alpha":{"B":[3,1,2],"a":null,"b":0.1},"zeta":1}""");
    }

    [Theory]
    [InlineData(1.0, "1")]
    [InlineData(0.1, "0.1")]
    [InlineData(1e-8, "1E-08")]
    [InlineData(1.0 / 3, "0.3333333333333333")]
    public void Canonical_numbers_are_the_shortest_that_round_trip(double value, string text) => CanonicalJson.Serialize(value).Should().Be(text);

    [Fact]
    public void Canonical_json_has_no_text_for_NaN() =>
        FluentActions.Invoking(() => CanonicalJson.Serialize(double.NaN)).Should().Throw<ArgumentException>();

    [Fact]
    public void Sha256_is_that_of_the_standard()
    {
        File.WriteAllText(folder["abc"], "abc");
        Sha256.OfText("abc").Should().Be("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        Sha256.OfFile(folder["abc"]).Should().Be(Sha256.OfText("abc"));
    }

    [Fact]
    public void An_atomic_file_replaces_the_old_one_and_makes_its_folder()
    {
        AtomicFile.WriteAllText(folder["new/file"], "old");
        AtomicFile.WriteAllText(folder["new/file"], "über");
        File.ReadAllBytes(folder["new/file"]).Should().Equal("über"u8.ToArray());
        Directory.EnumerateFileSystemEntries(folder["new"]).Should().ContainSingle();
    }

    [Fact]
    public void When_writing_throws_the_old_file_stays_and_nothing_else_is_left()
    {
        AtomicFile.WriteAllText(folder["file"], "old");
        var act = () => AtomicFile.Write(folder["file"], s => { s.WriteByte(1); throw new InvalidOperationException("stop"); });

        act.Should().Throw<InvalidOperationException>().WithMessage("stop");
        File.ReadAllText(folder["file"]).Should().Be("old");
        Directory.EnumerateFileSystemEntries(folder.Path).Should().ContainSingle();
    }

    [SkippableFact]
    public void A_place_that_may_not_be_written_is_one_clear_message()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "/sys is a Linux file system.");
        var act = () => AtomicFile.WriteAllText("/sys/kernel/repro", "x");
        act.Should().Throw<InputException>().WithMessage("/sys/kernel/repro may not be written (*). Make it writable, or name another place with --store or --out.");
    }
}
