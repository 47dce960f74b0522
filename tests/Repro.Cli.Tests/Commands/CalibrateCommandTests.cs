using System.Text.Json;
using Repro.Claims.Calibrating;

namespace Repro.Cli.Tests.Commands;

public sealed class CalibrateCommandTests : IDisposable
{
    private readonly Shell shell = new();

    public void Dispose() => shell.Dispose();

    [Fact]
    public void Prints_the_rows_as_json_the_same_for_any_number_of_threads()
    {
        shell.Run("calibrate", "--json", "--estimand", "family of claims", "--threads", "1").Should().Be(0);
        var one = shell.Out;
        shell.Error.Should().StartWith("simulate 2,000 worlds\n").And.MatchRegex(@"\n  \d+/2000 · \d+\.\d steps/s · \d+:\d\d left\n").And.EndWith("2 rows of ours, 0 above their bound.\n");
        shell.Run("calibrate", "--json", "--estimand", "family of claims", "--threads", "2");

        shell.Out.Should().Be(one);
        var rows = JsonDocument.Parse(one).RootElement;
        rows.GetArrayLength().Should().Be(4);
        rows[0].GetProperty("kind").GetString().Should().Be("Ours");
        rows[0].GetProperty("supported").GetDouble().Should().BeInRange(0, rows[0].GetProperty("bound").GetDouble());
    }

    [Fact]
    public void Another_seed_draws_other_worlds()
    {
        shell.Run("calibrate", "--json", "--estimand", "family of claims");
        var one = shell.Out;
        shell.Run("calibrate", "--json", "--estimand", "family of claims", "--seed", "another");

        shell.Out.Should().NotBe(one);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(500)]
    public void Stopped_it_leaves_the_document_as_it_was(int milliseconds)
    {
        File.WriteAllText(shell["x.md"], Document);
        shell.Stop.CancelAfter(milliseconds);

        shell.Run("calibrate", "--document", shell["x.md"]).Should().Be(130);

        shell.Error.Should().Be($"Stopped. {shell["x.md"]} is as it was.\n");
        File.ReadAllText(shell["x.md"]).Should().Be(Document);
    }

    [Fact]
    public void Rows_that_were_printed_go_into_the_document()
    {
        var files = Print();
        File.WriteAllText(shell["x.md"], Document);

        shell.Run(["calibrate", "--document", shell["x.md"], "--rows", .. files]).Should().Be(1);

        shell.Out.Should().StartWith("above its bound of 5.7 %: proportion, these questions, 8 questions x 50, mean 0.1, ICC 0, stratified Wilson, exact: 1.0 % Supported, 5.8 % Refuted\n").And.EndWith($"1 above their bound. Written to {shell["x.md"]}.\n");
        File.ReadAllText(shell["x.md"]).Should().StartWith($"a\n{CalibrationText.Begin}\n").And.EndWith($"{CalibrationText.End}\nb\n")
            .And.Contain(" worlds, 10,000 a row. ").And.Contain("| 8 questions x 50, mean 0.1, ICC 0 | stratified Wilson, exact | **ours, FAILS** | 1.0 | 5.8 | 5.7 |");
    }

    [Fact]
    public void Rows_that_are_not_those_of_the_plan_are_refused()
    {
        var files = Print();
        File.WriteAllText(shell["x.md"], Document);
        var (all, first) = (Calibrator.Plan.Count, "proportion, these questions, 8 questions x 50, mean 0.1, ICC 0, stratified Wilson, exact");

        Refused(files[1..]).Should().Be($"--rows needs each of the {all} rows of the calibration once; {first} stands 0 times. Print them again with './repro calibrate --json'.\n");
        Refused([.. files, files[0]]).Should().Be($"--rows needs each of the {all} rows of the calibration once; {first} stands 2 times. Print them again with './repro calibrate --json'.\n");
        Refused(["no/such.json"]).Should().Be("--rows names files that exist; got 'no/such.json'. Check the path.\n");
        File.WriteAllText(files[0], File.ReadAllText(files[0]).Replace("0.058", "1.5"));
        Refused(files).Should().Be($"{files[0]}: rows of a calibration are what './repro calibrate --json' prints; these are not (a rate is not a share, or of no worlds). Print them again.\n");
        File.ReadAllText(shell["x.md"]).Should().Be(Document);
    }

    private static readonly string Document = $"a\n{CalibrationText.Begin}\n{CalibrationText.End}\nb\n";

    private string Refused(string[] files)
    {
        shell.Run(["calibrate", "--document", shell["x.md"], "--rows", .. files]).Should().Be(2);
        return shell.Error;
    }

    /// <summary>One file an estimand; the first row of all is above its bound.</summary>
    private string[] Print() =>
    [
        .. Calibrator.Plan.GroupBy(row => row.Estimand).Select((rows, i) =>
        {
            var path = shell[$"{i}.json"];
            File.WriteAllText(path, JsonSerializer.Serialize(rows.Select((row, k) => new CalibrationRow(row.Estimand, row.World, row.Method, row.Kind, 0.01, i + k == 0 ? 0.058 : 0.02, 10_000)), JsonSerializerOptions.Web));
            return path;
        }),
    ];
}
