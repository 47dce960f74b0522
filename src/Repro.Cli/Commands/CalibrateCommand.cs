using System.CommandLine;
using System.Text.Json;
using Repro.Claims;
using Repro.Claims.Calibrating;

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
        var command = new Command("calibrate", "Measure the error rates of every interval and test in simulated worlds of known truth.") { full, json, threads, seed, document, estimand };
        command.SetAction((parsed, stop) => Task.Run(() =>
        {
            var count = parsed.GetValue(threads);
            if (count < 0) throw new InputException($"--threads is 0 (every core) or more; got {count}.");
            var only = parsed.GetValue(estimand);
            if (only is not null && !parsed.GetValue(json)) throw new InputException($"--estimand needs --json, as the document holds every row; got --estimand '{only}' alone.");
            var path = parsed.GetValue(document) ?? Path.Combine(host.Root, "docs", "CALIBRATION.md");
            var text = parsed.GetValue(json) ? null : Read(path);
            var rows = Calibrator.Run(parsed.GetValue(full) ? CalibrationSize.Full : CalibrationSize.Ci, count == 0 ? Environment.ProcessorCount : count, parsed.GetValue(seed)!, stop, only);
            if (text is null) host.Out.WriteLine(JsonSerializer.Serialize(rows, Options));
            else File.WriteAllText(path, CalibrationText.Replace(text, rows, path));
            return Answer(host, rows, text is null ? null : path);
        }, stop));
        return command;
    }

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true };

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
