using System.Text.Json.Nodes;
using Repro.Evidence.Runs;
using Repro.Faults.Tests.Host;

namespace Repro.Faults.Tests.Kills;

/// <summary>A run that nothing happens to: what every other one is held against.</summary>
public sealed class Undisturbed : IDisposable
{
    /// <summary>So fast runs the clock that a training keeps a checkpoint every hundredth of a second.</summary>
    internal const double Clock = 3000;

    private readonly Dictionary<string, int> begins = new(StringComparer.Ordinal);

    public Undisturbed()
    {
        var ended = TinyHost.Finish(Host.Run(Host["store"], Host["run"], Clock));
        if (!Directory.Exists(Host["run"])) throw new InvalidOperationException(ended.Error);
        Walk = [.. WalkEvent.Of(ended.Out.Split('\n'))];
        for (var i = 0; i < Walk.Count; i++) begins.TryAdd(Walk[i].Stage, i);
        Results = ResultsOf(Host["run"]);
        var made = StoredRun.Open(Host["run"]).Manifest.Provenance.Stages.Where(s => !s.Reused).ToList();
        var begun = Walk.Where(e => e.Step == WalkEvent.Begun).Select(e => e.Stage).ToList();
        made.Select(s => s.Label).Should().Equal(begun.Select(label => label.Split(" (")[0]), "one stage is made after another");
        Ids = begun.Zip(made, (stage, time) => (stage, time.ArtifactId)).ToLookup(s => s.stage, s => s.ArtifactId, StringComparer.Ordinal);
    }

    public TinyHost Host { get; } = new();

    /// <summary>Its walk, event by event.</summary>
    internal IReadOnlyList<WalkEvent> Walk { get; }

    /// <summary>Its results, file by file.</summary>
    public IReadOnlyDictionary<string, string> Results { get; }

    /// <summary>Label and total of a stage to the ids of its artifacts: two that judge have the same.</summary>
    public ILookup<string, string> Ids { get; }

    /// <summary>Stages that sample.</summary>
    public IEnumerable<string> Samplings => Ids.Select(s => s.Key).Where(label => label.StartsWith("sample ", StringComparison.Ordinal));

    public void Dispose() => Host.Dispose();

    /// <summary>The files of a run that follow from what was measured, without its times, and the root over all artifacts.</summary>
    public static IReadOnlyDictionary<string, string> ResultsOf(string run)
    {
        var results = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["artifacts"] = StoredRun.Open(run).Manifest.Provenance.ArtifactsRoot! };
        foreach (var file in new[] { "measurements.json", "scores.json", "ledger.jsonl" }) results[file] = File.ReadAllText(Path.Combine(run, file));
        var claims = JsonNode.Parse(File.ReadAllText(Path.Combine(run, "claims.json")))!.AsObject();
        claims.Remove("started").Should().BeTrue();
        claims.Remove("finished").Should().BeTrue();
        results["claims.json"] = claims.ToJsonString();
        return results;
    }

    /// <summary>Where in the walk an event stands; where it is none of it, the last one of its stage before it.</summary>
    internal int PositionOf(WalkEvent at)
    {
        var position = begins[at.Stage];
        while (position + 1 < Walk.Count && Walk[position + 1].Stage == at.Stage && Walk[position + 1].Step <= at.Step) position++;
        return position;
    }
}
