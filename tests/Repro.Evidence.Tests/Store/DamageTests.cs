using Repro.Evidence.Store;

namespace Repro.Evidence.Tests.Store;

/// <summary>Whatever happens to a stored artifact between two runs, the next one notices: it names what is wrong, sets the artifact aside and makes it again.</summary>
public sealed class DamageTests : IDisposable
{
    private const int Seed = 5, Times = 100;
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("a file is truncated")]
    [InlineData("a bit of a file flips")]
    [InlineData("a bit of the manifest flips")]
    [InlineData("two files of one size change places")]
    [InlineData("the same file of two artifacts changes places")]
    [InlineData("two manifests change places")]
    [InlineData("two artifacts change places")]
    public void Every_damage_is_found_named_and_mended(string damage)
    {
        var random = new Random(Seed);
        for (var i = 0; i < Times; i++)
        {
            var (one, two) = (Keys.Numbered(2 * i), Keys.Numbered((2 * i) + 1));
            var before = Make(new ArtifactStore(folder["store"]), one);
            Damage(damage, random, before, Make(new ArtifactStore(folder["store"]), two));

            var warnings = new List<string>();
            var store = new ArtifactStore(folder["store"], warnings.Add);
            var again = Make(store, one);

            again.Reused.Should().BeFalse($"'{damage}' number {i} of seed {Seed} must be noticed");
            again.Files.Should().Equal(before.Files);
            again.Verify().Should().BeEmpty();
            warnings.Should().ContainSingle().Which.Should().StartWith($"Artifact {one.Id[..12]} (numbers) is damaged: ").And.EndWith(" and is made again.");
        }
    }

    private static Artifact Make(ArtifactStore store, StageKey key) => store.Create(key, writer =>
    {
        writer.WriteText("a.json", $"[1, {key.Id}]");
        writer.WriteText("b.json", $"[2, {key.Id}]");
    });

    private static void Damage(string damage, Random random, Artifact one, Artifact two)
    {
        string Place(Artifact artifact, string name) => Path.Combine(artifact.Folder, name);
        switch (damage)
        {
            case "a file is truncated":
                using (var file = File.OpenWrite(Place(one, "a.json"))) file.SetLength(random.Next((int)file.Length));
                break;
            case "a bit of a file flips": Flip(Place(one, "a.json"), random); break;
            case "a bit of the manifest flips": Flip(Place(one, "manifest.json"), random); break;
            case "two files of one size change places": Swap(Place(one, "a.json"), Place(one, "b.json"), File.Move); break;
            case "the same file of two artifacts changes places": Swap(Place(one, "a.json"), Place(two, "a.json"), File.Move); break;
            case "two manifests change places": Swap(Place(one, "manifest.json"), Place(two, "manifest.json"), File.Move); break;
            case "two artifacts change places": Swap(one.Folder, two.Folder, Directory.Move); break;
            default: throw new ArgumentOutOfRangeException(nameof(damage));
        }
    }

    private static void Flip(string path, Random random)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        File.WriteAllBytes(path, bytes);
    }

    private static void Swap(string a, string b, Action<string, string> move)
    {
        move(a, a + ".moving");
        move(b, a);
        move(a + ".moving", b);
    }
}
