using System.CommandLine;
using Repro.Evidence.Files;
using Repro.Evidence.Runs;
using Repro.Report;

namespace Repro.Cli.Commands;

/// <summary><c>report RUN</c>: renders the report again from run.json.</summary>
internal static class ReportCommand
{
    internal static Command Create(CliHost host)
    {
        var run = new Argument<string>("RUN") { Description = "A run's folder." };
        var place = new Option<string?>("--out") { Description = "The HTML file; report.html in the run's folder when absent.", HelpName = "FILE" };
        var command = new Command("report", "Render the report of a run again, from its run.json alone.") { run, place };
        command.SetAction(parsed =>
        {
            var stored = StoredRun.Open(parsed.GetValue(run)!);
            var html = HtmlReport.Render(stored.Document);
            var path = Path.GetFullPath(parsed.GetValue(place) ?? Path.Combine(stored.Folder, RunFolder.ReportFile));
            AtomicFile.WriteAllText(path, html);
            if (parsed.GetValue(place) is null) stored.RecordReport(html);
            host.Out.WriteLine(path);
            return ExitCode.Expected;
        });
        return command;
    }
}
