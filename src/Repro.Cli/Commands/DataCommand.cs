using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using Repro.Cli.Screen;
using Repro.Evidence.Runs;
using Repro.Experiments.Data;
using Spectre.Console;

namespace Repro.Cli.Commands;

/// <summary><c>data check DIR</c>: what the data sets and question files of a folder hold, and whether they are the papers'.</summary>
internal static class DataCommand
{
    private static readonly JsonSerializerOptions Json = new(RunJson.Options) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    internal static Command Create(CliHost host)
    {
        var folder = new Argument<string>("DIR") { Description = "A folder of *.jsonl, *.jsonl.gz, *.yaml and *.yml files." };
        var asJson = new Option<bool>("--json") { Description = "Write JSON instead of a table." };
        var check = new Command("check", "Read every data set and question file of a folder. Exit code 2 when one has mistakes, or other rows than the papers' set of its name.") { folder, asJson };
        check.SetAction((parsed, stop) => Task.Run(() =>
        {
            var report = DataCheck.Read(parsed.GetValue(folder)!, stop: stop);
            if (parsed.GetValue(asJson)) host.Out.Write(JsonSerializer.Serialize(report, Json) + "\n");
            else Write(host, report);
            foreach (var mistake in report.Files.Select(file => file.Mistake).OfType<string>()) host.Error.WriteLine(mistake);
            return report.IsGood ? ExitCode.Expected : ExitCode.BadInput;
        }, stop));
        return new Command("data", "Look at the papers' data.") { check };
    }

    private static void Write(CliHost host, DataReport report)
    {
        var table = new Table { Border = host.Interactive ? TableBorder.Rounded : TableBorder.Ascii };
        foreach (var column in (string[])["File", "Kind", "Rows", "Prompts", "User words", "Assistant words", "sha256", "The papers'"]) table.AddColumn(column);
        foreach (var file in report.Files)
        {
            table.AddRow(
                new Text(file.File),
                new Text(file.Kind.ToString().ToLowerInvariant()),
                new Text($"{file.Rows}"),
                new Text($"{file.UniquePrompts}"),
                new Text(Words(file.UserWords)),
                new Text(Words(file.AssistantWords)),
                new Text(file.Sha256?[..12] ?? "-"),
                Verdict(file));
        }

        Terminal.For(host).Write(table);
        host.Out.WriteLine("Words a message: mean / median / longest. Prompts are the different ones.");
    }

    private static string Words(WordCounts? words) => words is null ? "-" : $"{words.Mean:0.0} / {words.Median:0.#} / {words.Max}";

    private static Text Verdict(DataFile file) => file switch
    {
        { Mistake: not null, Matches: false, Rows: not null } => new Text($"no: {file.ExpectedRows} rows", Color.Red),
        { Mistake: not null } => new Text("not readable", Color.Red),
        { Matches: true } => new Text("yes", Color.Green),
        _ => new Text("-"),
    };
}
