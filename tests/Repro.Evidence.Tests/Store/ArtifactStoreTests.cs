using Repro.Claims;
using Repro.Evidence.Store;

namespace Repro.Evidence.Tests.Store;

public sealed class ArtifactStoreTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly List<string> warnings = [];
    private readonly ArtifactStore store;
    private readonly StageKey key = Keys.Numbered(7);

    public ArtifactStoreTests() => store = new ArtifactStore(folder["store"], warnings.Add);

    public void Dispose() => folder.Dispose();

    private Artifact Make() => store.Create(key, w => Keys.Fill(w, key.Spec));

    [Fact]
    public void Nothing_is_found_and_no_folder_made_before_the_first_artifact()
    {
        store.Find(key).Should().BeNull();
        Directory.Exists(store.Root).Should().BeFalse();
    }

    [Fact]
    public void A_made_artifact_is_found_with_its_key_its_files_and_their_hashes()
    {
        var made = Make();
        var found = store.Find(key)!;

        made.Reused.Should().BeFalse();
        found.Reused.Should().BeTrue();
        found.Key.Should().Be(key);
        found.Folder.Should().Be(Path.Combine(store.Root, key.Id[..2], key.Id));
        found.Files.Should().BeEquivalentTo(made.Files).And.HaveCount(2);
        found.Files["spec.json"].Should().Be(Repro.Evidence.Files.Sha256.OfText(key.Spec));
        found.Size.Should().Be(64 * 16384 + key.Spec.Length);
        File.ReadAllText(found.PathOf("spec.json")).Should().Be(key.Spec);
        found.PathOf("model").Should().Be(Path.Combine(found.Folder, "model"));
        found.Verify().Should().BeEmpty();
        Directory.EnumerateFileSystemEntries(Path.Combine(store.Root, "tmp")).Should().BeEmpty();
    }

    [Fact]
    public void A_stage_that_is_stored_is_not_run_again()
    {
        Make();
        store.Create(key, _ => throw new InvalidOperationException("ran again")).Reused.Should().BeTrue();
    }

    [Fact]
    public void Two_stores_write_the_same_bytes_for_the_same_artifact()
    {
        var other = new ArtifactStore(folder["other"]).Create(key, w => Keys.Fill(w, key.Spec));
        File.ReadAllBytes(Path.Combine(other.Folder, "manifest.json")).Should().Equal(File.ReadAllBytes(Path.Combine(Make().Folder, "manifest.json")));
    }

    [Fact]
    public void A_stage_that_throws_leaves_nothing()
    {
        var act = () => store.Create(key, w => { w.WriteText("half", "x"); throw new InvalidOperationException("stop"); });

        act.Should().Throw<InvalidOperationException>().WithMessage("stop");
        store.Find(key).Should().BeNull();
        Directory.EnumerateFileSystemEntries(Path.Combine(store.Root, "tmp")).Should().BeEmpty();
    }

    [Fact]
    public void What_a_dead_process_left_half_written_is_cleared_away()
    {
        Directory.CreateDirectory(Path.Combine(store.Root, "tmp", key.Id));
        File.WriteAllText(Path.Combine(store.Root, "tmp", key.Id, "rest"), "of a dead process");

        Make().Files.Keys.Should().BeEquivalentTo("spec.json", "model/weights.bin");
    }

    [Theory]
    [InlineData("truncated", "model/weights.bin has 5 bytes instead of 1048576")]
    [InlineData("missing", "model/weights.bin is missing")]
    [InlineData("no manifest", "manifest.json cannot be read (it is missing)")]
    [InlineData("garbage", "manifest.json cannot be read (it is not the JSON of an artifact)")]
    [InlineData("null", "manifest.json is empty")]
    [InlineData("swapped", "manifest.json belongs to another artifact")]
    [InlineData("traversal", "'../../evil' is not the name of a file of an artifact")]
    public void A_damaged_artifact_is_set_aside_with_one_warning_and_made_again(string damage, string fault)
    {
        var made = Make();
        Damage(made, damage);

        store.Find(key).Should().BeNull();
        var aside = Path.Combine(store.Root, "broken", key.Id + ".1");
        warnings.Should().Equal($"Artifact {key.Id[..12]} (numbers) is damaged: {fault}. It was set aside in {aside} and is made again.");
        Directory.Exists(aside).Should().BeTrue();
        Make().Verify().Should().BeEmpty();
        warnings.Should().HaveCount(1);
    }

    private void Damage(Artifact artifact, string damage)
    {
        var manifest = Path.Combine(artifact.Folder, "manifest.json");
        switch (damage)
        {
            case "truncated": File.WriteAllText(artifact.PathOf("model/weights.bin"), "short"); break;
            case "missing": File.Delete(artifact.PathOf("model/weights.bin")); break;
            case "no manifest": File.Delete(manifest); break;
            case "garbage": File.WriteAllText(manifest, "{ half"); break;
            case "null": File.WriteAllText(manifest, "{}"); break;
            case "traversal": File.WriteAllText(manifest, File.ReadAllText(manifest).Replace("model/weights.bin", "../../evil")); break;
            case "swapped":
                var other = store.Create(Keys.Numbered(8), w => Keys.Fill(w, "x"));
                File.Copy(Path.Combine(other.Folder, "manifest.json"), manifest, overwrite: true);
                break;
            default: throw new ArgumentOutOfRangeException(nameof(damage));
        }
    }

    [Fact]
    public void Verify_names_a_file_in_which_one_bit_flipped()
    {
        var made = Make();
        var bytes = File.ReadAllBytes(made.PathOf("model/weights.bin"));
        bytes[123] ^= 1;
        File.WriteAllBytes(made.PathOf("model/weights.bin"), bytes);

        store.Find(key)!.Verify().Should().Equal("model/weights.bin");
    }

    [Theory]
    [InlineData("../evil")]
    [InlineData("/etc/passwd")]
    [InlineData("a/../../b")]
    [InlineData("a//b")]
    [InlineData(".hidden")]
    [InlineData("manifest.json")]
    [InlineData("a\\b")]
    [InlineData("line\n")]
    [InlineData("")]
    public void A_name_that_leads_out_of_the_artifact_is_refused(string name)
    {
        var act = () => store.Create(key, w => w.WriteText(name, "x"));

        act.Should().Throw<InputException>().WithMessage("A file of an artifact is named by segments of letters, digits, '.', '_' and '-' that start with a letter, digit or '_', " +
            $"joined by '/', and is not manifest.json; got '{name}'. Choose such a name.");
    }

    [Fact]
    public void Asking_for_a_file_that_is_not_there_lists_those_that_are()
    {
        var act = () => Make().PathOf("weights");

        act.Should().Throw<InputException>().WithMessage($"Artifact {key.Id[..12]} (numbers) has no file 'weights'. It has: model/weights.bin, spec.json.");
    }

    [SkippableFact]
    public void A_full_disk_is_one_clear_message_and_leaves_nothing()
    {
        Skip.IfNot(File.Exists("/dev/full"), "/dev/full, the disk that is always full, is a Linux device.");
        var act = () => store.Create(key, w =>
        {
            File.CreateSymbolicLink(w.PathOf("big"), "/dev/full");
            File.WriteAllText(w.PathOf("big"), "x");
        });

        act.Should().Throw<InputException>().WithMessage($"The disk is full: could not write {store.Root}. Nothing half-written was left. Free some space, or name another place with --store or --out, and run the same command again.");
        Directory.EnumerateFileSystemEntries(Path.Combine(store.Root, "tmp")).Should().BeEmpty();
    }

    [SkippableFact]
    public void A_store_that_may_not_be_written_is_one_clear_message()
    {
        Skip.IfNot(Directory.Exists("/proc/self"), "/proc, where nobody may make a folder, is a Linux file system.");
        var act = () => new ArtifactStore("/sys/kernel/repro-store").Create(key, _ => { });

        act.Should().Throw<InputException>().WithMessage("/sys/kernel/repro-store may not be written (*). Make it writable, or name another place with --store or --out.");
    }
}
