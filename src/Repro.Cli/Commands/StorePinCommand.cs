using System.CommandLine;
using Repro.Evidence.Store;

namespace Repro.Cli.Commands;

/// <summary><c>store pin ID</c>: keeps an artifact, and all that it follows from, whatever uses it.</summary>
internal static class StorePinCommand
{
    internal static Command Create(CliHost host)
    {
        var id = new Argument<string>("ID") { Description = "The artifact, by the first digits of its id." };
        var place = StoreCommand.Place();
        var remove = new Option<bool>("--remove") { Description = "Take the pin off." };
        var command = new Command("pin", "Keep an artifact whatever uses it; --remove takes the pin off.") { id, place, remove };
        command.SetAction(parsed =>
        {
            var store = StoreCommand.Open(host, parsed.GetValue(place));
            var artifact = StoreCommand.Named(store, parsed.GetValue(id)!);
            var pins = new StorePins(store);
            if (parsed.GetValue(remove)) pins.Remove(artifact.Id);
            else pins.Add(artifact.Id);
            host.Out.WriteLine($"{artifact.Id[..12]} ({artifact.Key?.Stage ?? "unknown"}) {(parsed.GetValue(remove) ? "is no longer pinned" : "is pinned")}");
            return ExitCode.Expected;
        });
        return command;
    }
}
