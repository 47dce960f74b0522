using System.Text.Json;
using Repro.Claims.Goldens;
using Repro.Claims.Multiverses;
using Repro.Evidence.Runs;

namespace Repro.Cli.Tests.Commands;

public sealed class CompareCommandTests : IDisposable
{
    private readonly Shell shell = new();

    public void Dispose() => shell.Dispose();

    /// <summary>A run of 200 answers, of which the first are misaligned.</summary>
    private string Run(string name, int misaligned = 60, bool scores = true)
    {
        shell.Misaligned = misaligned;
        shell.Scores = scores
            ? new JudgedScores(
                new Dictionary<string, IReadOnlyList<JudgeScores>>(StringComparer.Ordinal) { ["mine"] = [new("rubric", [new ScoreBlock("q", 1, [.. Enumerable.Range(0, 200).Select(i => i < misaligned ? 10.0 : (double?)90)], [.. Enumerable.Repeat((double?)95, 200)])])] },
                new Dictionary<string, ScoredMetric>(StringComparer.Ordinal) { ["share.a"] = new(ScoredOutcome.Misaligned, "mine") })
            : null;
        shell.Run("run", "--out", shell[name]);
        return shell[name];
    }

    [Fact]
    public void A_run_beside_itself_has_no_difference_in_anything()
    {
        var run = Run("a");
        shell.Run("compare", run, run).Should().Be(0, shell.Error);
        shell.Out.Should().Contain("1 of 1 shares of answers rest on the same scores, answer by answer (200 pairs).\n").And.EndWith("No difference in anything.\n");
    }

    [Fact]
    public void Answers_are_paired_verdict_changes_and_provenance_shown()
    {
        Run("a");
        Run("b", 4);
        var manifest = RunJson.Read<RunManifest>(shell["b/manifest.json"]);
        File.WriteAllText(shell["b/manifest.json"], RunJson.Write(manifest with { Provenance = manifest.Provenance with { LedgerHash = "other" } }));

        shell.Run("compare", shell["a"], shell["b"]).Should().Be(1);
        shell.Out.Should().MatchRegex(@"\| C01 +\| 30\.0 % \[.*\] +\| 2\.0 % \[.*\] +\| -28\.0 \[-[0-9.]+, -[0-9.]+\] 200 pairs +\| Supported -> Refuted +\|")
            .And.MatchRegex(@"\| C02 .*\| 0 +\| Supported +\|")
            .And.MatchRegex(@"\| mine +\| misaligned +\| 30\.0 +\| 2\.0 +\| -28\.0 \[-[0-9.]+, -[0-9.]+\] +\| 200 +\| 56 +\| 0 +\|")
            .And.MatchRegex("\nledger: [0-9a-f]{64} -> other\n")
            .And.EndWith("1 of 2 verdicts differs.\n");
    }

    [Fact]
    public void Without_answers_the_summaries_are_compared_and_that_is_said()
    {
        Run("a");
        shell.Run("compare", shell["a"], Run("b", 55, scores: false)).Should().Be(0);
        shell.Out.Should().Contain("Only the summaries are compared: the judged answers of B are not here.\n")
            .And.MatchRegex(@"\| C01 +\|.*\| -2\.5 \[-[0-9.]+, [0-9.]+\] independent +\| Supported +\|")
            .And.EndWith("Every verdict is the same; 1 of 2 claims differs in numbers, answers or words.\n");
    }

    [Fact]
    public void A_claim_that_only_one_run_answered_is_a_change()
    {
        Run("a");
        shell.Run("run", "--claims", "C02", "--out", shell["b"]);
        shell.Run("compare", shell["a"], shell["b"]).Should().Be(1);
        shell.Out.Should().MatchRegex(@"\| C01 .*\| absent +\| - +\| Supported -> absent +\|");
    }

    [Fact]
    public void A_changed_claim_is_shown_field_by_field()
    {
        Run("a");
        shell.Amend("threshold: 10", "threshold: 12");
        shell.Run("compare", shell["a"], Run("b")).Should().Be(0);
        shell.Out.Should().Contain("C01 was amended: threshold: 10 -> 12\n");
    }

    [Fact]
    public void A_run_stands_beside_the_approved_results()
    {
        Reference.Accept(Path.Combine(shell.Root, "golden", "claims"), StoredRun.Open(Run("a")).Claims.Claims[0]);

        shell.Run("compare", shell["a"], "golden").Should().Be(0, shell.Error);
        shell.Out.Should().MatchRegex(@"\| C01 .*\| 0 +\| Supported +\| Bitwise +\|").And.Contain("No result is approved of C02.\n");
        shell.Run("compare", "golden", Run("b", 4)).Should().Be(1);
        shell.Out.Should().MatchRegex(@"\| C01 .*\| -28\.0, intervals apart +\| Supported -> Refuted +\| Drifted +\|");
    }

    [Fact]
    public void A_bundle_is_as_good_as_the_runs_folder()
    {
        Run("a");
        shell.Run("bundle", Run("b", 50), "-o", shell["b.zip"]).Should().Be(3, "the artifact is not in the store");
        shell.Run("compare", shell["a"], shell["b"]);
        var folder = shell.Out.Split('\n')[2..];

        shell.Run("compare", shell["a"], shell["b.zip"]).Should().Be(0, shell.Error);
        shell.Out.Split('\n')[2..].Should().Equal(folder);
        shell.Out.Should().Contain("200 pairs");
    }

    [Fact]
    public void Answers_of_a_run_that_kept_no_scores_come_from_its_artifacts()
    {
        var made = new HandmadeRun(shell);
        shell.Run("compare", made.Folder, made.Folder).Should().Be(0, shell.Error);
        shell.Out.Should().Contain("(8 pairs).\n").And.EndWith("No difference in anything.\n");
    }

    [Fact]
    public void Json_and_the_page_say_the_same()
    {
        Run("a");
        shell.Run("compare", shell["a"], Run("b", 4), "--json", "--html", shell["page.html"]).Should().Be(1);
        using var json = JsonDocument.Parse(shell.Out);
        var claim = json.RootElement.GetProperty("claims")[0];
        json.RootElement.GetProperty("changedVerdicts").GetInt32().Should().Be(1);
        claim.GetProperty("a").GetProperty("verdict").GetString().Should().Be("Supported");
        claim.GetProperty("difference").GetProperty("how").GetString().Should().Be("paired");
        claim.GetProperty("answers")[0].GetProperty("outcome").GetString().Should().Be("Misaligned");
        File.ReadAllText(shell["page.html"]).Should().Contain("<h1>1 of 2 verdicts differs</h1>");
    }

    [Fact]
    public void What_cannot_be_compared_is_said()
    {
        shell.Run("compare", "golden", "golden").Should().Be(2);
        shell.Error.Should().Be("A run is compared with another or with 'golden'; got 'golden' twice. Name a run.\n");
        shell.Run("compare", Run("a"), "golden").Should().Be(2);
        shell.Error.Should().Be($"Approved results of a tier lie in {Path.Combine(shell.Root, "golden", "claims", "miniature")}, and there are none of the miniature tier. Compare with another run.\n");

        shell.Run("bundle", shell["a"], "-o", shell["a.zip"]);
        var bytes = File.ReadAllBytes(shell["a.zip"]);
        bytes[200] ^= 1;
        File.WriteAllBytes(shell["a.zip"], bytes);
        shell.Run("compare", shell["a"], shell["a.zip"]).Should().Be(2);
        shell.Error.Should().MatchRegex("^A bundle is read as it was written; .*a\\.zip is not: .*\\. '\\./repro verify .*a\\.zip' names everything that changed\\. Take the bundle from where it was made\\.\n$");
    }
}
