using System.CommandLine;
using Repro.Claims.Ledgers;
using Repro.Cli.Sessions;
using Repro.Evidence.Files;
using Repro.Evidence.Runs;
using Repro.Report;

namespace Repro.Cli.Commands;

/// <summary><c>report RUN</c>: renders the report again from run.json, and marks the claims whose locked text is another by now.</summary>
internal static class ReportCommand
{
    internal static Command Create(CliHost host)
    {
        var run = new Argument<string>("RUN") { Description = "A run's folder." };
        var place = new Option<string?>("--out") { Description = "The HTML file; report.html in the run's folder when absent. Figures go into a folder 'figures' beside it.", HelpName = "FILE" };
        var command = new Command("report", "Render the report of a run again, from its run.json; claims that were amended since are marked.") { run, place };
        command.SetAction(parsed =>
        {
            var stored = StoredRun.Open(parsed.GetValue(run)!);
            var document = stored.Document with { Amendments = Amendments(host, stored) };
            var html = HtmlReport.Render(document);
            var path = Path.GetFullPath(parsed.GetValue(place) ?? Path.Combine(stored.Folder, RunFolder.ReportFile));
            RunFolder.WriteFigures(Path.GetDirectoryName(path)!, FigureFiles.Of(document));
            AtomicFile.WriteAllText(path, html);
            if (parsed.GetValue(place) is null) stored.RecordReport(html);
            host.Out.WriteLine(path);
            return ExitCode.Expected;
        });
        return command;
    }

    /// <summary>Those that the run knew of, and those since: where the lock holds another text than the run answered.</summary>
    private static IReadOnlyList<Amendment> Amendments(CliHost host, StoredRun stored)
    {
        if (!File.Exists(Path.Combine(host.LedgerPath, LedgerLock.FileName))) return stored.Document.Amendments;
        var since = Amendment.Between($"run {stored.Manifest.Run}", stored.Ledger, LockedLedger.Read(host).Texts);
        return [.. stored.Document.Amendments.Where(a => since.All(s => s.Claim != a.Claim)), .. since];
    }
}
