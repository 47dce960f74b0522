using System.CommandLine;
using Repro.Cli.Screen;
using Repro.Evidence.Runs;
using Repro.Evidence.Store;

namespace Repro.Cli.Commands;

/// <summary><c>store ls</c>: one line an artifact, with its size, its age, and who needs it.</summary>
internal static class StoreListCommand
{
    internal static Command Create(CliHost host)
    {
        var place = StoreCommand.Place();
        var json = new Option<bool>("--json") { Description = "Machine-readable: whole ids, bytes, times and the runs that need each." };
        var command = new Command("ls", "One line an artifact: size, age, stage, and how many runs need it.") { place, json };
        command.SetAction(parsed =>
        {
            var store = StoreCommand.Open(host, parsed.GetValue(place));
            var artifacts = store.List();
            var byId = artifacts.ToDictionary(a => a.Id, StringComparer.Ordinal);
            var runs = StoreCommand.Runs(host, []);
            var needs = runs.ToDictionary(r => r.Key, r => StoreCollector.Closure(byId, r.Value.Select(s => s.ArtifactId)), StringComparer.Ordinal);
            var labels = runs.Values.SelectMany(r => r).DistinctBy(s => s.ArtifactId).ToDictionary(s => s.ArtifactId, s => s.Label, StringComparer.Ordinal);
            var pins = new StorePins(store).Ids.ToHashSet(StringComparer.Ordinal);
            var rows = artifacts.OrderByDescending(a => a.Size).ThenBy(a => a.Id, StringComparer.Ordinal)
                .Select(a => new Row(a.Id, a.Key?.Stage ?? "unknown", labels.GetValueOrDefault(a.Id), a.Size, a.Written, [.. needs.Where(n => n.Value.Contains(a.Id)).Select(n => n.Key)], pins.Contains(a.Id), a.Fault))
                .ToList();
            if (parsed.GetValue(json)) host.Out.Write(RunJson.Write(rows));
            else Write(host, store, rows);
            return ExitCode.Expected;
        });
        return command;
    }

    private static void Write(CliHost host, ArtifactStore store, List<Row> rows)
    {
        var now = host.Time.GetUtcNow();
        foreach (var row in rows)
        {
            var use = row.Pinned ? "pinned" : row.Runs.Count switch { 0 => "-", 1 => "1 run", var many => $"{many} runs" };
            var fault = row.Fault is null ? "" : $"  damaged: {row.Fault}";
            host.Out.WriteLine($"{row.Id[..12]}  {Numbers.Bytes(row.Size),10}  {Numbers.Age(now - row.Written),8}  {use,7}  {row.Stage}{(row.Label is null ? "" : $": {row.Label}")}{fault}");
        }

        host.Out.WriteLine($"{rows.Count} artifacts, {Numbers.Bytes(rows.Sum(r => r.Size))}, in {store.Root}");
    }

    private sealed record Row(string Id, string Stage, string? Label, long Size, DateTimeOffset Written, IReadOnlyList<string> Runs, bool Pinned, string? Fault);
}
