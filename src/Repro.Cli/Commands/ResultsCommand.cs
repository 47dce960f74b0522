using System.CommandLine;
using Repro.Claims;
using Repro.Cli.Screen;
using Repro.Evidence.Files;
using Repro.Evidence.Runs;

namespace Repro.Cli.Commands;

/// <summary><c>results RUN</c>: a run's claims as docs/RESULTS.md.</summary>
internal static class ResultsCommand
{
    internal static Command Create(CliHost host)
    {
        var run = new Argument<string>("RUN") { Description = "A run's folder." };
        var document = new Option<string?>("--document") { Description = "The Markdown file to write, instead of docs/RESULTS.md.", HelpName = "FILE" };
        var command = new Command("results", "Write a run's claims as a table: paper, measured, verdict, reading.") { run, document };
        command.SetAction(parsed =>
        {
            var stored = StoredRun.Open(parsed.GetValue(run)!);
            var path = Path.GetFullPath(parsed.GetValue(document) ?? Path.Combine(host.Root, "docs", "RESULTS.md"));
            AtomicFile.WriteAllText(path, ResultsPage.Of(Ledger.Load(host.LedgerPath), stored.Claims.Tier, stored.Claims.Claims.ToDictionary(claim => claim.Id, StringComparer.Ordinal)));
            host.Out.WriteLine(path);
            return ExitCode.Expected;
        });
        return command;
    }
}
