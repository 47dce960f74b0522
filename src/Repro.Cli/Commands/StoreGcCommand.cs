using System.CommandLine;
using Repro.Claims;
using Repro.Cli.Screen;
using Repro.Evidence.Runs;
using Repro.Evidence.Store;

namespace Repro.Cli.Commands;

/// <summary><c>store gc</c>: removes what no kept run and no pin needs.</summary>
internal static class StoreGcCommand
{
    internal static Command Create(CliHost host)
    {
        var place = StoreCommand.Place();
        var age = new Option<double>("--older-than") { Description = "Days: younger artifacts stay even where nothing needs them.", HelpName = "DAYS", DefaultValueFactory = _ => 7 };
        var keep = new Option<string[]>("--keep") { Description = "Folder of a run outside artifacts/runs whose artifacts stay; may be given again.", HelpName = "RUN" };
        var dry = new Option<bool>("--dry-run") { Description = "Say what would go, and remove nothing." };
        var json = new Option<bool>("--json") { Description = "Machine-readable." };
        var command = new Command("gc", "Remove what no run in artifacts/runs and no pin needs.") { place, age, keep, dry, json };
        command.SetAction(parsed =>
        {
            var days = parsed.GetValue(age);
            if (days is not (>= 0 and <= 36500)) throw new InputException($"--older-than is a number of days from 0 to 36500; got {days}.");
            var store = StoreCommand.Open(host, parsed.GetValue(place));
            var runs = StoreCommand.Runs(host, parsed.GetValue(keep) ?? []);
            var isDry = parsed.GetValue(dry);
            var gone = new StoreCollector(store, host.Time).Collect(runs.Values.SelectMany(r => r).Select(s => s.ArtifactId), TimeSpan.FromDays(days), isDry);
            if (parsed.GetValue(json)) host.Out.Write(RunJson.Write(new { Removed = !isDry, Bytes = gone.Sum(g => g.Size), Items = gone }));
            else Write(host, gone, isDry, runs.Count);
            return ExitCode.Expected;
        });
        return command;
    }

    private static void Write(CliHost host, IReadOnlyList<Garbage> gone, bool isDry, int runs)
    {
        foreach (var item in gone) host.Out.WriteLine($"{Numbers.Bytes(item.Size),10}  {Short(item.Path)}  {item.What}: {item.Why}");
        var total = $"{gone.Count} items, {Numbers.Bytes(gone.Sum(g => g.Size))}";
        host.Out.WriteLine($"{(isDry ? $"Would remove {total}" : $"Removed {total}")}; {runs} {(runs == 1 ? "run keeps" : "runs keep")} the rest, with the pins.");
    }

    private static string Short(string path) => Path.GetFileName(path) is { Length: 64 } id ? id[..12] : path;
}
