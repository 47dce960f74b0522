using System.CommandLine;
using Repro.Claims;
using Repro.Cli.Screen;
using Repro.Cli.Sessions;
using Repro.Evidence.Comparisons;
using Repro.Evidence.Files;
using Repro.Evidence.Runs;
using Repro.Report;

namespace Repro.Cli.Commands;

/// <summary><c>compare A B</c>: claim by claim and answer by answer, what two runs say, and what differs in how they were made.</summary>
internal static class CompareCommand
{
    internal static Command Create(CliHost host)
    {
        var a = new Argument<string>("A") { Description = "A run's folder, a bundle, or 'golden' for the approved results." };
        var b = new Argument<string>("B") { Description = "The other one." };
        var asJson = new Option<bool>("--json") { Description = "Write JSON instead of tables." };
        var page = new Option<string?>("--html") { Description = "Write a page like the report's too.", HelpName = "FILE" };
        var store = new Option<string?>("--store") { Description = "Folder of the artifact store of runs' folders, instead of artifacts/store.", HelpName = "DIR" };
        var command = new Command("compare", "Compare two runs claim by claim, paired answer by answer where both hold the answers. Exit code 1 when a verdict changed.") { a, b, asJson, page, store };
        command.SetAction((parsed, stop) => Task.Run(() =>
        {
            var comparison = Compare(host, parsed.GetValue(a)!, parsed.GetValue(b)!, parsed.GetValue(store), stop);
            if (parsed.GetValue(page) is { } file) AtomicFile.WriteAllText(Path.GetFullPath(file), ComparisonReport.Render(comparison));
            if (parsed.GetValue(asJson)) host.Out.Write(RunJson.Write(comparison));
            else ComparisonTables.Write(host, comparison);
            return comparison.ChangedVerdicts == 0 ? ExitCode.Expected : ExitCode.Unexpected;
        }, stop));
        return command;
    }

    private static RunComparison Compare(CliHost host, string a, string b, string? store, CancellationToken stop)
    {
        if (a == ComparedSide.Golden && b == ComparedSide.Golden) throw new InputException($"A run is compared with another or with '{ComparedSide.Golden}'; got '{ComparedSide.Golden}' twice. Name a run.");
        using var first = a == ComparedSide.Golden ? null : RunSource.Open(host, a, store, stop);
        using var second = b == ComparedSide.Golden ? null : RunSource.Open(host, b, store, stop);
        var tier = (first ?? second)!.Claims.Tier;
        return RunComparer.Compare(Side(first), Side(second));

        ComparedRun Side(RunSource? run) => run is null ? ComparedSide.Approved(host, tier) : ComparedSide.Of(host, run, stop);
    }
}
