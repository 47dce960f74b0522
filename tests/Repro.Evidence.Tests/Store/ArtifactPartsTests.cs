using Repro.Evidence.Store;

namespace Repro.Evidence.Tests.Store;

public sealed class ArtifactPartsTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly ArtifactStore store;

    public ArtifactPartsTests() => store = new ArtifactStore(folder["store"]);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_last_part_is_the_one_with_the_highest_number()
    {
        var parts = Parts(1);
        parts.Last(100).Should().BeNull();
        Save(parts, 3);
        Save(parts, 40);
        Text(Parts(1).Last(100)).Should().Be("40");
        Text(Parts(1).Last(39)).Should().Be("3");
        Parts(1).Find(4).Should().BeNull();
    }

    [Fact]
    public void Another_stages_parts_are_its_own()
    {
        Save(Parts(1), 3);
        Parts(2).Last(100).Should().BeNull();
        store.Find(Keys.Numbered(1)).Should().BeNull("a part is not the whole");
    }

    [Fact]
    public void Replaced_parts_go_and_leave_nothing()
    {
        var parts = Parts(1);
        Save(parts, 1);
        Save(parts, 2);
        Save(parts, 5);
        parts.RemoveBelow(5);
        Parts(1).Find(1).Should().BeNull();
        Parts(1).Find(2).Should().BeNull();
        Text(Parts(1).Last(9)).Should().Be("5");
        parts.Clear();
        Parts(1).Last(9).Should().BeNull();
        Directory.EnumerateFiles(store.Root, "*", SearchOption.AllDirectories).Should().OnlyContain(file => file.Contains("locks"));
    }

    [Fact]
    public void Parts_that_another_process_left_go_once_they_were_found()
    {
        Save(Parts(1), 0);
        var later = Parts(1);
        later.Find(0).Should().NotBeNull();
        later.Clear();
        Parts(1).Find(0).Should().BeNull();
    }

    private ArtifactParts Parts(int stage) => new(store, Keys.Numbered(stage));

    private static void Save(ArtifactParts parts, int number) => parts.Save(number, writer => writer.WriteText("n.txt", $"{number}"));

    private static string Text(Artifact? part) => File.ReadAllText(part!.PathOf("n.txt"));
}
