using System.CommandLine;
using System.Text.Json;
using Repro.Claims;
using Repro.Claims.Calibrating;
using Repro.Cli.Screen;
using Repro.Evidence.Files;

namespace Repro.Cli.Commands;

/// <summary><c>calibrate</c>: the decider's intervals and tests in simulated worlds, into docs/CALIBRATION.md or as JSON.</summary>
internal static class CalibrateCommand
{
    internal static Command Create(CliHost host)
    {
        var full = new Option<bool>("--full") { Description = "Ten times as many worlds." };
        var json = new Option<bool>("--json") { Description = "Print every row as JSON and write no document." };
        var threads = new Option<int>("--threads") { Description = "Threads; 0: every core. Changes no number.", HelpName = "N" };
        var seed = new Option<string>("--seed") { Description = "Names the streams of random numbers.", HelpName = "TEXT", DefaultValueFactory = _ => "calibration" };
        var document = new Option<string?>("--document") { Description = "The Markdown file to write into, instead of docs/CALIBRATION.md.", HelpName = "FILE" };
        var estimand = new Option<string?>("--estimand") { Description = "Only the rows of one estimand; with --json.", HelpName = "NAME" };
        var given = new Option<string[]>("--rows") { Description = "Write the document from rows that --json printed, such as of one estimand a file, instead of simulating.", AllowMultipleArgumentsPerToken = true, HelpName = "FILES" };
        var command = new Command("calibrate", "Measure the error rates of every interval and test in simulated worlds of known truth.") { full, json, threads, seed, document, estimand, given };
        command.SetAction((parsed, stop) => Task.Run(() =>
        {
            var count = parsed.GetValue(threads);
            if (count < 0) throw new InputException($"--threads is 0 (every core) or more; got {count}.");
            var only = parsed.GetValue(estimand);
            if (only is not null && !parsed.GetValue(json)) throw new InputException($"--estimand needs --json, as the document holds every row; got --estimand '{only}' alone.");
            var path = parsed.GetValue(document) ?? Path.Combine(host.Root, "docs", "CALIBRATION.md");
            var text = parsed.GetValue(json) ? null : Read(path);
            if (text is not null) CalibrationText.Replace(text, [], path); // before minutes of work: is there a place for it?
            try
            {
                var rows = parsed.GetValue(given) is { Length: > 0 } files
                    ? CalibrationRows.Read(files)
                    : Simulate(host, text is null, (parsed.GetValue(full) ? CalibrationSize.Full : CalibrationSize.Ci, count == 0 ? Environment.ProcessorCount : count, parsed.GetValue(seed)!, only), stop);
                if (text is null) host.Out.WriteLine(JsonSerializer.Serialize(rows, CalibrationRows.Options));
                else AtomicFile.WriteAllText(path, CalibrationText.Replace(text, rows, path));
                return Answer(host, rows, text is null ? null : path);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                host.Error.WriteLine(text is null ? "Stopped. No row was printed." : $"Stopped. {path} is as it was.");
                return ExitCode.Interrupted;
            }
        }, CancellationToken.None)); // stopped before it began, it says so too
        return command;
    }

    /// <summary>With progress and time left: on standard error where standard output is for the rows.</summary>
    private static IReadOnlyList<CalibrationRow> Simulate(CliHost host, bool json, (CalibrationSize Size, int Threads, string Seed, string? Only) asked, CancellationToken stop)
    {
        using var progress = json ? new PlainProgress(host with { Out = host.Error }) : ScreenProgress.For(host);
        IDisposable? stage = null;
        var rows = Calibrator.Run(asked.Size, asked.Threads, asked.Seed, stop, asked.Only, (done, all) =>
        {
            stage ??= progress.Stage($"simulate {all:#,0} worlds", all);
            progress.Step(done);
        });
        stage?.Dispose();
        return rows;
    }

    private static string Read(string path) => File.Exists(path)
        ? File.ReadAllText(path)
        : throw new InputException($"calibrate writes into a Markdown file that exists; there is nothing at '{path}'. Name another by --document.");

    private static int Answer(CliHost host, IReadOnlyList<CalibrationRow> rows, string? path)
    {
        var failed = rows.Where(r => !r.Holds).ToList();
        var say = path is null ? host.Error : host.Out;
        foreach (var row in failed) say.WriteLine($"above its bound of {100 * row.Bound:0.0} %: {row.Estimand}, {row.World}, {row.Method}: {100 * row.Supported:0.0} % Supported, {100 * row.Refuted:0.0} % Refuted");
        say.WriteLine($"{rows.Count(r => r.Kind == CalibrationKind.Ours)} rows of ours, {failed.Count} above their bound.{(path is null ? "" : $" Written to {path}.")}");
        return failed.Count == 0 ? ExitCode.Expected : ExitCode.Unexpected;
    }
}
