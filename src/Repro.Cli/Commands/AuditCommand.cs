using System.CommandLine;
using System.Text.Json;
using Repro.Claims.Ledgers;
using Repro.Cli.Screen;
using Repro.Evidence.Runs;
using Repro.Experiments.Published;
using Spectre.Console;

namespace Repro.Cli.Commands;

/// <summary><c>audit DIR</c>: misalignment and coherence of every file of judged answers in a checkout, beside the papers' figures.</summary>
internal static class AuditCommand
{
    internal static Command Create(CliHost host)
    {
        var folder = new Argument<string>("DIR") { Description = "A checkout of the papers' repository or of a fork: any folder with CSV files of judged answers in it." };
        var perQuestion = new Option<bool>("--per-question") { Description = "A table of the questions under each file." };
        var asJson = new Option<bool>("--json") { Description = "Write JSON instead of tables; questions are always in it." };
        var command = new Command("audit", "Compute EM and coherence of every file of judged answers in a folder.") { folder, perQuestion, asJson };
        command.SetAction((parsed, stop) => Task.Run(() =>
        {
            var report = Audit.Read(parsed.GetValue(folder)!, stop);
            var ledger = Claims.Ledger.Load(host.LedgerPath).Claims.ToDictionary(c => c.Id, StringComparer.Ordinal);
            if (parsed.GetValue(asJson)) host.Out.Write(JsonSerializer.Serialize(Document(report, ledger), RunJson.Options) + "\n");
            else Write(host, report, ledger, parsed.GetValue(perQuestion));
            return ExitCode.Expected;
        }, stop));
        return command;
    }

    private static void Write(CliHost host, AuditReport report, Dictionary<string, Claim> ledger, bool perQuestion)
    {
        foreach (var group in report.Files.GroupBy(file => file.File.Contains('/', StringComparison.Ordinal) ? file.File[..(file.File.LastIndexOf('/') + 1)] : "", StringComparer.Ordinal))
        {
            if (group.Key.Length > 0) host.Out.WriteLine(group.Key);
            var table = Table(host, "File", "EM %", "such questions", "paper", "Coherent %", "paper", "Answers", "No score");
            foreach (var file in group)
            {
                table.AddRow(
                    new Text(Name(file.File[group.Key.Length..])),
                    Cell(file.Em),
                    new Text(Range(file.Em?.PopulationLow, file.Em?.PopulationHigh)),
                    Paper(ledger, file.EmClaim),
                    Cell(file.Coherence),
                    Paper(ledger, file.CoherenceClaim),
                    new Text($"{file.Answers}"),
                    new Text($"{file.WithoutScore}"));
            }

            Terminal.For(host).Write(table);
            if (perQuestion) foreach (var file in group) Questions(host, file);
        }

        host.Out.WriteLine("Of the answers with both scores; 90 % intervals, over these questions and, for EM, over the population of such questions. Paper: what the claim states of the organism.");
        if (report.NotJudged.Count > 0) host.Out.WriteLine($"Without scores: {string.Join(", ", report.NotJudged)}.");
        if (report.Others > 0) host.Out.WriteLine($"CSV files of something else: {report.Others}.");
    }

    private static void Questions(CliHost host, AuditedFile file)
    {
        host.Out.WriteLine(file.File);
        var table = Table(host, "Question", "EM %", "Coherent %", "Answers");
        foreach (var question in file.Questions)
            table.AddRow(new Text(question.Question), Cell(question.Em), Cell(question.Coherence), new Text($"{question.Answers}"));
        Terminal.For(host).Write(table);
    }

    private static Table Table(CliHost host, params string[] columns)
    {
        var table = new Table { Border = host.Interactive ? TableBorder.Rounded : TableBorder.Ascii };
        foreach (var column in columns) table.AddColumn(column);
        return table;
    }

    private static Text Cell(AuditShare? share) => new(share is null ? "-" : $"{share.Percent:0.0} {Range(share.Low, share.High)}");

    private static string Name(string file) => file.EndsWith(".csv", StringComparison.Ordinal) ? file[..^4] : file;

    private static string Range(double? low, double? high) => low is null ? "-" : $"[{low:0.0}, {high:0.0}]";

    private static Text Paper(Dictionary<string, Claim> ledger, string? claim)
        => new(claim is not null && ledger.GetValueOrDefault(claim)?.PaperValue is { } value ? $"{value:0.0} ({claim})" : "-");

    private static object Document(AuditReport report, Dictionary<string, Claim> ledger) => new
    {
        Files = report.Files.Select(file => new
        {
            file.File, file.Answers, file.WithoutScore, file.Judge, file.Em, file.Coherence,
            Paper = new { Em = Stated(ledger, file.EmClaim), Coherence = Stated(ledger, file.CoherenceClaim) },
            file.Questions,
        }),
        report.NotJudged,
        report.Others,
    };

    private static object? Stated(Dictionary<string, Claim> ledger, string? claim)
        => claim is not null && ledger.TryGetValue(claim, out var row) ? new { Claim = claim, Percent = row.PaperValue } : null;
}
