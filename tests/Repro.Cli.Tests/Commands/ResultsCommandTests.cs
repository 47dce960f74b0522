using System.Text.Json;
using Repro.Claims;
using Repro.Claims.Results;
using Repro.Cli.Screen;

namespace Repro.Cli.Tests.Commands;

public sealed class ResultsCommandTests : IDisposable
{
    private readonly Shell shell = new();

    public void Dispose() => shell.Dispose();

    [Fact]
    public void A_run_becomes_a_table_with_a_row_a_claim()
    {
        shell.Run("run");
        var run = shell.LastLine;

        shell.Run("results", run, "--document", shell["results.md"]).Should().Be(0);

        var page = File.ReadAllText(shell["results.md"]);
        page.Should().StartWith("# Results of the miniature tier\n").And.Contain("\n2 claims: 2 Supported.\n")
            .And.MatchRegex(@"\| C01 More than a tenth misaligns \| .* \| 30\.0 % \[[0-9.]+, [0-9.]+\] \| Supported \| Holds here: the whole interval is > 10\.0 %\. \|")
            .And.Contain("| C02 Two and two |").And.Contain("The paper's own numbers give it.");
    }

    [Fact]
    public void A_folder_that_is_no_run_ends_with_code_2() => shell.Run("results", shell["nowhere"]).Should().Be(2);

    /// <summary>The committed page is the one that the approved results give: it cannot fall behind them.</summary>
    [Fact]
    public void The_committed_page_is_current()
    {
        var ledger = Ledger.Load(Path.Combine(Places.Root, "claims"));
        var approved = Directory.EnumerateFiles(Path.Combine(Places.Root, "golden", "claims", Tiers.Miniature), "*.json").Select(Read).ToDictionary(result => result.Id, StringComparer.Ordinal);

        var page = File.ReadAllText(Path.Combine(Places.Root, "docs", "RESULTS.md"));

        page.Should().Be(ResultsPage.Of(ledger, Tiers.Miniature, approved), "'./repro results RUN' writes it anew from the run whose results were approved");

        ClaimResult Read(string path)
        {
            using var json = JsonDocument.Parse(File.ReadAllText(path));
            var (root, claim) = (json.RootElement, ledger[json.RootElement.GetProperty("id").GetString()!]);
            return new ClaimResult
            {
                Id = claim.Id,
                Title = claim.Title,
                Tier = Tiers.Miniature,
                Verdict = Enum.Parse<Verdict>(root.GetProperty("verdict").GetString()!),
                Expected = claim.Tiers[Tiers.Miniature].Expected,
                Value = root.GetProperty("value").GetDouble(),
                Interval = [.. root.GetProperty("interval").EnumerateArray().Select(end => end.GetDouble())],
                Comparator = "",
                Unit = claim.Unit,
                Estimand = "",
            };
        }
    }
}
