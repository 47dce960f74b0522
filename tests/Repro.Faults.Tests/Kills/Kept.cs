using System.Text.Json;
using Repro.Evidence.Store;

namespace Repro.Faults.Tests.Kills;

/// <summary>What a store holds, to the last byte: ids of whole stages, and numbers of the blocks that a stage had drawn before it was whole.</summary>
internal sealed record Kept(IReadOnlySet<string> Stages, IReadOnlySet<(string Whole, int Block)> Blocks)
{
    internal static Kept In(string root)
    {
        var store = new ArtifactStore(root, warning => throw new InvalidOperationException(warning));
        var all = store.List();
        all.Where(a => a.Fault is not null).Should().BeEmpty();
        foreach (var artifact in all) store.Find(artifact.Key!)!.Verify().Should().BeEmpty();
        return new Kept(
            all.Where(a => a.PartOf is null).Select(a => a.Id).ToHashSet(StringComparer.Ordinal),
            all.Where(a => a.Key!.Stage == "respond.part").Select(a => (a.PartOf!, Block(a.Key!.Spec))).ToHashSet());
    }

    private static int Block(string spec)
    {
        using var json = JsonDocument.Parse(spec);
        return json.RootElement.GetProperty("part").GetInt32();
    }
}
