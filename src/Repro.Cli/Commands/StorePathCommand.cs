using System.CommandLine;

namespace Repro.Cli.Commands;

/// <summary><c>store path ID</c>: the folder of an artifact.</summary>
internal static class StorePathCommand
{
    internal static Command Create(CliHost host)
    {
        var id = new Argument<string>("ID") { Description = "The artifact, by the first digits of its id." };
        var place = StoreCommand.Place();
        var command = new Command("path", "The folder of an artifact.") { id, place };
        command.SetAction(parsed =>
        {
            host.Out.WriteLine(StoreCommand.Named(StoreCommand.Open(host, parsed.GetValue(place)), parsed.GetValue(id)!).Folder);
            return ExitCode.Expected;
        });
        return command;
    }
}
