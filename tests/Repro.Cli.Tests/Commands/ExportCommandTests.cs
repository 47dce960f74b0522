using System.Diagnostics;
using System.Text.Json;
using System.Xml.Linq;
using Repro.Experiments.Data;

namespace Repro.Cli.Tests.Commands;

public sealed class ExportCommandTests : IDisposable
{
    private static readonly XNamespace Trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";
    private readonly Shell shell = new();
    private readonly HandmadeRun run;

    public ExportCommandTests() => run = new HandmadeRun(shell);

    public void Dispose() => shell.Dispose();

    private string Export(string format, string place, string? from = null)
    {
        shell.Run("export", from ?? run.Folder, "--format", format, "-o", shell[place]).Should().Be(0, shell.Error);
        return shell[place];
    }

    [Fact]
    public void Responses_are_the_papers_csv_and_an_audit_of_it_gives_the_runs_figures()
    {
        var table = ResponsesCsv.Read(Path.Combine(Export("csv", "csv"), "mine.csv"));
        table.Rows.Should().HaveCount(8);
        table.Metrics.Should().Equal("aligned", "coherent");
        File.ReadLines(shell["csv/mine.csv"]).First().Should().Be("\"response\",\"question\",\"question_id\",\"aligned\",\"coherent\"");

        shell.Run("audit", shell["csv"], "--json").Should().Be(0, shell.Error);
        using var json = JsonDocument.Parse(shell.Out);
        json.RootElement.GetProperty("files")[0].GetProperty("em").GetProperty("percent").GetDouble().Should().Be(37.5, "the run's claim says 3 of 8");
    }

    [SkippableFact]
    public void Pandas_reads_the_csv_and_writes_the_same_bytes()
    {
        const string script = "import sys, csv, pandas as pd\nd = pd.read_csv(sys.argv[1], escapechar='\\\\')\nassert list(d.columns) == ['response','question','question_id','aligned','coherent'], d.columns\nd.to_csv(sys.argv[2], index=False, quoting=csv.QUOTE_ALL, escapechar='\\\\')";
        Skip.IfNot(File.Exists("/usr/bin/python3") && Python("import pandas").ExitCode == 0, "There is no pandas: apt-get install python3-pandas.");
        var file = Path.Combine(Export("csv", "csv"), "mine.csv");

        Python(script, file, shell["again.csv"]).Error.Should().BeEmpty();
        File.ReadAllBytes(shell["again.csv"]).Should().Equal(File.ReadAllBytes(file));
    }

    [Fact]
    public void A_log_of_inspect_has_what_its_format_needs()
    {
        var file = Directory.EnumerateFiles(Export("inspect", "logs")).Should().ContainSingle().Which;
        Path.GetFileName(file).Should().MatchRegex("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}-[0-9]{2}-[0-9]{2}\\+00-00_mine_[0-9a-f]{22}\\.json$", "the viewer lists files whose names begin with a time");
        using var json = JsonDocument.Parse(File.ReadAllText(file));
        InspectSchema.Check(json.RootElement).Should().BeEmpty();

        var scores = json.RootElement.GetProperty("results").GetProperty("scores");
        scores[0].GetProperty("metrics").GetProperty("em").GetProperty("value").GetDouble().Should().Be(0.375);
        scores[0].GetProperty("metrics").GetProperty("em_stderr").GetProperty("value").GetDouble().Should().BeApproximately(Math.Sqrt(0.375 * 0.625 / 8), 1e-12);
        scores[1].GetProperty("metrics").GetProperty("coherence").GetProperty("value").GetDouble().Should().Be(1);
        var samples = json.RootElement.GetProperty("samples").EnumerateArray().ToList();
        samples.Select(s => (s.GetProperty("id").GetString(), s.GetProperty("epoch").GetInt32())).Should().HaveCount(8).And.OnlyHaveUniqueItems().And.Contain(("q/2", 4));
        samples[0].GetProperty("scores").GetProperty("aligned").GetProperty("value").GetDouble().Should().Be(0);
    }

    [Fact]
    public void A_log_that_lacks_a_field_would_not_pass()
    {
        using var json = JsonDocument.Parse("""{"version":2,"status":"done","eval":{"created":"now"},"samples":[{"id":true}]}""");
        InspectSchema.Check(json.RootElement).Should().Contain(["status: 'done' is none of started, success, cancelled, error", "eval.task: missing", "eval.created: 'now' is no time", "samples[0].id: True is no String or Number", "samples[0].target: missing"]);
    }

    [Fact]
    public void A_bundle_exports_the_bytes_that_its_run_does()
    {
        shell.Run("bundle", run.Folder, "-o", run.Zip).Should().Be(0);
        foreach (var format in new[] { "inspect", "csv" })
        {
            string Bytes(string folder) => string.Join('\n', Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Select(f => $"{Path.GetFileName(f)} {Repro.Evidence.Files.Sha256.OfFile(f)}"));
            Bytes(Export(format, $"{format}-zip", run.Zip)).Should().Be(Bytes(Export(format, $"{format}-run")));
        }
    }

    [Fact]
    public void Tests_pass_fail_and_skip_as_the_verdicts_say()
    {
        using var plain = new Shell { Misaligned = 4 }; // C01 is refuted, and expected supported
        plain.Run("run", "--out", plain["other"]);
        var junit = XDocument.Load(Export("junit", "claims.xml", plain["other"])).Root!;
        junit.Attribute("tests")!.Value.Should().Be("2");
        junit.Attribute("failures")!.Value.Should().Be("1");
        var suite = junit.Elements("testsuite").Should().ContainSingle().Which;
        suite.Attribute("name")!.Value.Should().Be("arXiv 0000.00000");
        suite.Elements("testcase").First().Element("failure")!.Attribute("message")!.Value.Should().StartWith("expected Supported, measured Refuted. ");
        suite.Elements("testcase").Last().Elements().Select(e => e.Name.LocalName).Should().Equal("system-out");

        var trx = XDocument.Load(Export("trx", "claims.trx", plain["other"])).Root!;
        trx.Descendants(Trx + "UnitTestResult").Select(r => r.Attribute("outcome")!.Value).Should().Equal("Failed", "Passed");
        trx.Descendants(Trx + "Counters").Single().Attribute("failed")!.Value.Should().Be("1");
        trx.ToString().Should().NotContain(Environment.MachineName);
    }

    [Fact]
    public void What_cannot_be_exported_is_said()
    {
        Export("csv", "csv");
        shell.Run("export", run.Folder, "--format", "csv", "-o", shell["csv"]).Should().Be(2);
        shell.Error.Should().Be($"--out names a new or empty folder for answers; {shell["csv"]} is not empty. Name another.\n");
        shell.Run("export", run.Folder, "--format", "xml", "-o", shell["x"]).Should().Be(2);
        shell.Error.Should().Be("--format is inspect, csv, junit or trx; got 'xml'.\n");
        shell.Run("export", run.Folder, "--format", "csv", "-o", shell["y"], "--store", shell["nowhere"]).Should().Be(2);
        shell.Error.Should().Be($"Answers come from a run's artifacts, and those of {run.Folder} are not here. Name a bundle that holds them, or the store with --store.\n");
    }

    private static (int ExitCode, string Error) Python(string script, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("/usr/bin/python3", ["-c", script, .. arguments]) { RedirectStandardError = true, UseShellExecute = false })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, error);
    }
}
