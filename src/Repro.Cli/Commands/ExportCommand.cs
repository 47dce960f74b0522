using System.CommandLine;
using Repro.Claims;
using Repro.Cli.Sessions;
using Repro.Evidence.Files;
using Repro.Evidence.TestFiles;
using Repro.Experiments.Interop;

namespace Repro.Cli.Commands;

/// <summary><c>export RUN --format F -o PATH</c>: a run in the files of other tools.</summary>
internal static class ExportCommand
{
    internal static Command Create(CliHost host)
    {
        var run = new Argument<string>("RUN") { Description = "A run's folder, or a bundle." };
        var format = new Option<string>("--format") { Description = "inspect (a log of inspect_ai for each condition), csv (judged answers as the papers' repositories have them), junit or trx (one test a claim).", HelpName = "inspect|csv|junit|trx", Required = true };
        var place = new Option<string>("--out", "-o") { Description = "A new or empty folder for inspect and csv; a file for junit and trx.", HelpName = "PATH", Required = true };
        var store = new Option<string?>("--store") { Description = "Folder of the artifact store of a run's folder, instead of artifacts/store.", HelpName = "DIR" };
        var command = new Command("export", "Write a run in the files of other tools.") { run, format, place, store };
        command.SetAction((parsed, stop) => Task.Run(() =>
        {
            using var source = RunSource.Open(host, parsed.GetValue(run)!, parsed.GetValue(store), stop);
            var path = Path.GetFullPath(parsed.GetValue(place)!);
            var ledger = new AnsweredLedger(host, source.Files, source.Manifest);
            return parsed.GetValue(format) switch
            {
                "inspect" => Answers(host, source, path, stop, condition => InspectLog.FileName(condition, source.Claims), (file, condition) => InspectLog.Write(file, condition, source.Claims, source.Manifest.Provenance)),
                "csv" => Answers(host, source, path, stop, condition => $"{condition.FileName}.csv", ResponsesExport.Write),
                "junit" => Tests(host, path, JUnitFile.Write(source.Claims, id => ledger[id])),
                "trx" => Tests(host, path, TrxFile.Write(source.Claims, id => ledger[id])),
                var other => throw new InputException($"--format is inspect, csv, junit or trx; got '{other}'."),
            };
        }, stop));
        return command;
    }

    private static int Answers(CliHost host, RunSource source, string folder, CancellationToken stop, Func<AnsweredCondition, string> name, Action<string, AnsweredCondition> write)
    {
        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())) throw new InputException($"--out names a new or empty folder for answers; {folder} is {(File.Exists(folder) ? "a file" : "not empty")}. Name another.");
        var answers = source.Answers(stop);
        foreach (var line in answers.Missing) host.Error.WriteLine($"missing: {line}");
        if (answers.Conditions.Count == 0) throw new InputException($"Answers come from a run's artifacts, and those of {source.Name} are not here. Name a bundle that holds them, or the store with --store.");
        foreach (var condition in answers.Conditions)
        {
            stop.ThrowIfCancellationRequested();
            write(Path.Combine(folder, name(condition)), condition);
        }

        host.Out.WriteLine($"{answers.Conditions.Count} conditions, {answers.Conditions.Sum(condition => condition.Seeds.Sum(seed => seed.Rows.Count))} answers");
        host.Out.WriteLine(folder);
        return answers.Missing.Count == 0 ? ExitCode.Expected : ExitCode.Incomplete;
    }

    private static int Tests(CliHost host, string path, string text)
    {
        if (Directory.Exists(path)) throw new InputException($"--out names a file for test results, but {path} is a folder. Name a file.");
        AtomicFile.WriteAllText(path, text);
        host.Out.WriteLine(path);
        return ExitCode.Expected;
    }
}
