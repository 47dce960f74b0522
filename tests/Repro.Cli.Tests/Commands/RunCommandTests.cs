using System.Text.Json;
using Repro.Claims;
using Repro.Claims.Goldens;
using Repro.Evidence.Runs;

namespace Repro.Cli.Tests.Commands;

public sealed class RunCommandTests : IDisposable
{
    private readonly Shell shell = new();

    public void Dispose() => shell.Dispose();

    [Fact]
    public void A_run_as_expected_answers_0_and_its_last_line_is_its_folder()
    {
        shell.Run("run").Should().Be(0);

        shell.LastLine.Should().MatchRegex("^" + shell["artifacts/runs/miniature-"] + "[0-9a-f]{12}$");
        Directory.EnumerateFiles(shell.LastLine).Select(Path.GetFileName).Should().BeEquivalentTo("claims.json", "measurements.json", "ledger.jsonl", "run.json", "report.html", "manifest.json");
        var run = StoredRun.Open(shell.LastLine);
        run.Claims.Run.Should().Be(Path.GetFileName(shell.LastLine));
        run.Claims.Claims.Select(c => (c.Id, c.Verdict)).Should().Equal(("C01", Verdict.Supported), ("C02", Verdict.Supported));
        run.Claims.Finished.Should().BeAfter(run.Claims.Started);
        run.Manifest.Provenance.Environment.Should().ContainKey("OMP_NUM_THREADS");
        run.Manifest.Provenance.Seeds["organisms"].Should().Equal(100);
        run.ChangedFiles().Should().BeEmpty();
        File.ReadAllText(Path.Combine(shell.LastLine, "report.html")).Should().Contain("More than a tenth misaligns");
    }

    [Fact]
    public void The_table_says_claim_value_with_interval_threshold_and_verdict()
    {
        shell.Run("run");
        shell.Out.Should().MatchRegex(@"\| C01 More than a tenth misaligns +\| 30\.0 % \[[0-9.]+, [0-9.]+\] +\| > 10\.0 % +\| Supported +\|")
            .And.MatchRegex(@"\| C02 Two and two +\| 4 +\| = 4 +\| Supported +\|")
            .And.Contain("2 claims: 2 Supported; every verdict is the expected one.\n");
    }

    [Theory]
    [InlineData(2, 1, "C01 Refuted: ", "Refuted (expected Supported)")]
    [InlineData(22, 1, "C01 Inconclusive: ", "Inconclusive (expected Supported)")]
    [InlineData(-1, 3, "C01 NotRun: There are no weights.\n", "NotRun (expected Supported)")]
    public void An_unexpected_verdict_is_named_with_its_reason_and_the_exit_code_says_so(int misaligned, int code, string reason, string cell)
    {
        shell.Misaligned = misaligned;
        shell.Run("run").Should().Be(code);
        shell.Out.Should().Contain(reason).And.Contain(cell).And.Contain("; 1 not as expected.\n");
        Directory.Exists(shell.LastLine).Should().BeTrue();
    }

    [Fact]
    public void Options_reach_the_runner()
    {
        Directory.CreateDirectory(shell["data"]);
        Directory.CreateDirectory(shell["model"]);
        shell.Run("run", "--tier", "paper", "--data", shell["data"], "--model", shell["model"], "--claims", "C02,C01", "--threads", "3", "--seed-set", "development", "--no-cache", "--store", shell["st"]);

        shell.Request!.Should().BeEquivalentTo(new
        {
            Tier = "paper", DataDirectory = shell["data"], ModelDirectory = shell["model"], ClaimIds = new[] { "C02", "C01" }, Threads = 3, DevelopmentSeeds = true,
        });
        shell.Request!.Store.Root.Should().Be(shell["st-no-cache"]);
    }

    [Fact]
    public void Without_options_it_is_the_miniature_on_confirmation_seeds_with_the_store_of_the_repository()
    {
        shell.Run("run");
        shell.Request!.Should().BeEquivalentTo(new { Tier = "miniature", DataDirectory = (string?)null, ModelDirectory = (string?)null, ClaimIds = Array.Empty<string>(), Threads = 0, DevelopmentSeeds = false });
        shell.Request!.Store.Root.Should().Be(shell["artifacts/store"]);
    }

    [Fact]
    public void The_same_numbers_twice_are_the_same_bytes_but_for_the_time_fields()
    {
        shell.Run("run");
        var first = shell.LastLine;
        shell.Run("run");

        shell.LastLine.Should().Be(first + ".2");
        WithoutTimes(shell.LastLine).Should().Be(WithoutTimes(first));
    }

    private static string WithoutTimes(string folder) =>
        string.Join('\n', File.ReadLines(Path.Combine(folder, "claims.json")).Where(l => !l.Contains("\"started\"", StringComparison.Ordinal) && !l.Contains("\"finished\"", StringComparison.Ordinal)));

    [Fact]
    public void Out_names_the_folder_and_what_is_not_a_run_is_never_replaced()
    {
        shell.Run("run", "--out", shell["mine"]).Should().Be(0);
        shell.LastLine.Should().Be(shell["mine"]);
        shell.Run("run", "--out", shell["mine"]).Should().Be(0);

        shell.Run("run", "--out", shell["claims"]).Should().Be(2);
        shell.Error.Should().Be($"--out names a new folder or one that holds a run, but {shell["claims"]} holds other files. Name another.\n");
    }

    [Fact]
    public void Strict_fails_what_is_only_expected_to_be_open()
    {
        File.WriteAllText(shell["claims/ledger.yaml"], File.ReadAllText(shell["claims/ledger.yaml"]).Replace("miniature: {expected: Supported}", "miniature: {expected: NotRun, reason: No weights.}"));
        shell.Misaligned = -1;
        shell.Run("run", "--claims", "C01").Should().Be(0);
        shell.Run("run", "--claims", "C01", "--strict").Should().Be(1);
    }

    [Fact]
    public void What_takes_long_is_answered_where_the_tier_or_the_claim_is_named()
    {
        shell.Amend("miniature: {expected: Supported}", "miniature: {expected: Supported, whole: true}");
        shell.Run("run").Should().Be(0);
        shell.Out.Should().NotContain("More than a tenth misaligns");
        StoredRun.Open(shell.LastLine).Claims.Untested.Should().ContainSingle(u => u.Id == "C01")
            .Which.Reason.Should().Be("'./repro run --tier miniature' answers it; this run left out what takes longer.");

        shell.Run("run", "--tier", "miniature").Should().Be(0);
        shell.Out.Should().Contain("More than a tenth misaligns");
        shell.Run("run", "--claims", "C01").Should().Be(0);
        shell.Out.Should().Contain("More than a tenth misaligns");
    }

    [Fact]
    public void Claims_that_the_tier_does_not_answer_are_summed_up_in_one_line_and_kept_with_their_reasons()
    {
        shell.Amend("miniature: {expected: Supported}", "miniature: {untestable: needs another judge}");

        shell.Run("run", "--strict").Should().Be(0);

        shell.Out.Should().NotContain("C01").And.Contain("1 claims: 1 Supported; every verdict is the expected one.\n1 more claim is not answered in this tier: './repro claims list --tier miniature' says why.\n");
        var claims = StoredRun.Open(shell.LastLine).Claims;
        claims.Claims.Select(c => c.Id).Should().Equal("C02");
        claims.Untested.Should().Equal(new global::Repro.Claims.Results.UntestedClaim("C01", "More than a tenth misaligns", "needs another judge"));
        File.ReadAllText(Path.Combine(shell.LastLine, "report.html")).Should().Contain("Claims that this tier does not answer").And.Contain("needs another judge");
    }

    [Fact]
    public void A_claim_that_was_asked_for_by_id_is_answered_in_any_case()
    {
        shell.Amend("miniature: {expected: Supported}", "miniature: {untestable: needs another judge}");

        shell.Run("run", "--claims", "C01", "--verbose").Should().Be(0);

        shell.Out.Should().Contain("C01 NotRun: needs another judge\n").And.NotContain("not answered in this tier");
        StoredRun.Open(shell.LastLine).Claims.Untested.Should().BeNull();
    }

    [Fact]
    public void Nothing_is_measured_for_claims_that_need_no_measurement()
    {
        shell.Run("run", "--claims", "C02").Should().Be(0);
        shell.Request.Should().BeNull();
        shell.Out.Should().Contain("1 claims: 1 Supported");
    }

    [Fact]
    public void A_tier_without_any_claim_says_where_to_look()
    {
        shell.Amend("miniature: {expected: Supported}", "miniature: {untestable: needs another judge}");
        shell.Amend("miniature: {expected: Supported}", "miniature: {untestable: needs another sum}");

        shell.Run("run").Should().Be(2);
        shell.Error.Should().Be("The ledger expects no answer in the miniature tier. './repro claims list --tier miniature' says why; --claims asks for some all the same.\n");
    }

    [Fact]
    public void A_claim_that_was_changed_after_an_earlier_run_is_shown_in_both_versions()
    {
        shell.Run("run");
        var first = Path.GetFileName(shell.LastLine);
        Directory.CreateDirectory(shell["artifacts/runs/broken"]);
        File.WriteAllText(shell["artifacts/runs/broken/ledger.jsonl"], "no claim");
        shell.Amend("threshold: 10", "threshold: 12");

        shell.Run("run").Should().Be(0);

        shell.Out.Should().Contain($"C01 was amended after evidence (run {first}): threshold: 10 -> 12\n").And.NotContain("C02 was amended");
        StoredRun.Open(shell.LastLine).Document.Amendments.Should().ContainSingle(a => a.Claim == "C01" && a.Evidence == $"run {first}");
        File.ReadAllText(Path.Combine(shell.LastLine, "report.html")).Should().Contain("amended after evidence").And.Contain($"Amended after run {first}");
    }

    [Fact]
    public void Progress_is_plain_lines_and_verbose_says_what_each_stage_cost()
    {
        shell.During = (_, progress) =>
        {
            using var stage = progress.Stage("Train the base", 100);
            for (var i = 1; i <= 40; i++) progress.Step(i, 2.5);
            progress.Note("A note");
        };
        shell.Run("run", "--verbose");
        shell.Out.Should().StartWith("Train the base\n  ").And.MatchRegex(@"\n  \d+/100 · [0-9.]+ steps/s · \d+:\d\d left · loss 2\.500\n").And.MatchRegex(@"A note\n  done in \d+:\d\d\n")
            .And.Contain("     1.5 s  Measure  aaaaaaaaaaaa\n");
    }

    [Fact]
    public void A_result_that_equals_its_golden_is_bitwise_reproduced()
    {
        shell.Run("run");
        var claim = StoredRun.Open(shell.LastLine).Claims.Claims[0];
        claim.Reproduction.Should().Be(Reproduction.NoReference);

        Reference.Accept(shell["golden/claims"], claim);
        shell.Run("run");
        StoredRun.Open(shell.LastLine).Claims.Claims[0].Reproduction.Should().Be(Reproduction.Bitwise);
    }

    [Fact]
    public void A_live_terminal_shows_the_stage_and_ends_with_the_same_table()
    {
        using var output = new StringWriter { NewLine = "\n" };
        shell.During = (_, progress) =>
        {
            using var stage = progress.Stage("Train [the] base", 100);
            progress.Step(10, 2.5);
            progress.Note("[a] note");
            shell.Stop.Token.WaitHandle.WaitOne(500);
        };
        CommandLine.Run(["run"], shell.Host(output, output, interactive: true), CancellationToken.None).Should().Be(0);
        output.ToString().Should().Contain("[a] note").And.Contain("Train [the] base").And.Contain("│ C01 More than a tenth").And.EndWith("\n");
    }

    [Fact]
    public void Claims_json_keeps_every_promised_field()
    {
        shell.Run("run");
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(shell.LastLine, "claims.json")));
        json.RootElement.EnumerateObject().Select(p => p.Name).Should().Equal("run", "tier", "started", "finished", "claims");
        json.RootElement.GetProperty("claims")[0].EnumerateObject().Select(p => p.Name).Should()
            .Contain(["id", "title", "tier", "verdict", "expected", "value", "interval", "threshold", "comparator", "unit", "n", "estimand", "judge", "reproduction", "controls"]);
    }
}
