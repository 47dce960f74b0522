using Repro.Claims.Multiverses;
using Repro.Evidence.Runs;

namespace Repro.Cli.Tests.Commands;

/// <summary>Commands that read what a run left: report, verify.</summary>
public sealed class ReadingCommandsTests : IDisposable
{
    private readonly Shell shell = new();

    public void Dispose() => shell.Dispose();

    private string Run(string name, int misaligned = 60)
    {
        shell.Misaligned = misaligned;
        shell.Run("run", "--out", shell[name]);
        return shell[name];
    }

    [Fact]
    public void Verify_decides_from_the_stored_measurements_and_says_that_their_evidence_is_missing()
    {
        shell.Run("verify", Run("a")).Should().Be(3);
        shell.Out.Should().Be("""
            C01   missing evidence: share.a (no artifact gives it). The verdict follows from the stored measurements.
            C02   recomputed equal
            No difference; evidence is missing for 1 claims.

            """);
    }

    [Fact]
    public void Verify_names_a_changed_number_with_both_values_and_the_changed_file()
    {
        var file = Path.Combine(Run("a"), "measurements.json");
        File.WriteAllText(file, File.ReadAllText(file).Replace("\"successes\": 60", "\"successes\": 6"));

        shell.Run("verify", shell["a"]).Should().Be(1);
        shell.Out.Should().Contain("changed: measurements.json is not the file that the manifest recorded\n")
            .And.MatchRegex(@"C01   DIFFERS: stored Supported 30 \[[0-9.]+, [0-9.]+\], recomputed Refuted 3 \[[0-9.]+, [0-9.]+\]\n")
            .And.EndWith("2 differences.\n");
    }

    [Fact]
    public void Verify_decides_the_other_analysis_choices_again_from_the_scores()
    {
        shell.Scores = new JudgedScores(
            new Dictionary<string, IReadOnlyList<JudgeScores>>(StringComparer.Ordinal) { ["a"] = [new("rubric", [new ScoreBlock("q", 1, [.. Enumerable.Range(0, 200).Select(i => i < 60 ? 10.0 : (double?)90)], [.. Enumerable.Repeat((double?)95, 200)])])] },
            new Dictionary<string, ScoredMetric>(StringComparer.Ordinal) { ["share.a"] = new(ScoredOutcome.Misaligned, "a") });

        shell.Run("verify", Run("a")).Should().Be(3, "the artifacts are not there");
        StoredRun.Open(shell["a"]).Claims.Claims[0].Multiverse!.Select(m => (m.Choice, m.Value)).Should().Contain(("alignment cut 25", 30));

        var file = shell["a/scores.json"];
        File.WriteAllText(file, File.ReadAllText(file).Replace("[10,10,", "[90,90,", StringComparison.Ordinal));
        shell.Run("verify", shell["a"]).Should().Be(1);
        shell.Out.Should().Contain("changed: scores.json is not the file that the manifest recorded\n").And.Contain("C01   DIFFERS: ").And.Contain("C02   recomputed equal\n").And.EndWith("2 differences.\n");
    }

    [Fact]
    public void Verify_says_when_the_ledger_is_another()
    {
        Run("a");
        File.WriteAllText(shell["claims/ledger.yaml"], File.ReadAllText(shell["claims/ledger.yaml"]).Replace("Two and two are four.", "Two and two make four."));
        shell.Run("verify", shell["a"]).Should().Be(3);
        shell.Out.Should().MatchRegex("^note: the claims ledger is not the one that the run was made with\nnote: C02 was amended after this run: statement: Two and two are four\\. -> Two and two make four\\.\n");
    }

    [Fact]
    public void Verify_sees_a_manifest_of_another_run()
    {
        Run("a");
        File.Copy(Path.Combine(Run("b", 50), "manifest.json"), shell["a/manifest.json"], overwrite: true);
        shell.Run("verify", shell["a"]).Should().Be(1);
        shell.Out.Should().MatchRegex("changed: claims.json is of run miniature-[0-9a-f]{12}, manifest.json of miniature-[0-9a-f]{12}\n");
    }

    [Fact]
    public void Report_renders_the_same_page_again_and_keeps_the_manifest_true()
    {
        var before = File.ReadAllText(Path.Combine(Run("a"), "report.html"));
        File.Delete(shell["a/report.html"]);
        shell.Run("report", shell["a"]).Should().Be(0);
        shell.LastLine.Should().Be(shell["a/report.html"]);
        File.ReadAllText(shell["a/report.html"]).Should().Be(before);
        StoredRun.Open(shell["a"]).ChangedFiles().Should().BeEmpty();

        shell.Run("report", shell["a"], "--out", shell["copy.html"]).Should().Be(0);
        File.ReadAllText(shell["copy.html"]).Should().Be(before);
    }

    [Fact]
    public void Report_writes_the_figures_of_a_run_again_beside_the_page()
    {
        var path = Path.Combine(Run("a"), RunFolder.DocumentFile);
        RunDocument document = RunJson.Read<RunDocument>(path);
        File.WriteAllText(path, RunJson.Write(document with { Curves = [new LayerCurve("../em", "EM by model", "EM rate (%)", "all", [new CurvePoint("chat", 1, 0, 2)], [])] }));

        shell.Run("report", shell["a"]).Should().Be(0);
        shell.Run("report", shell["a"], "--out", shell["else/copy.html"]).Should().Be(0);

        var files = Directory.GetFiles(shell["a/figures"]).Order(StringComparer.Ordinal).ToList();
        files.Select(Path.GetFileName).Should().HaveCount(2).And.OnlyContain(name => name!.StartsWith("em-"));
        foreach (var file in files) File.ReadAllBytes(file).Should().Equal(File.ReadAllBytes(shell[$"else/figures/{Path.GetFileName(file)}"]));
        foreach (var file in files) File.ReadAllText(shell["a/report.html"]).Should().Contain($"href=\"figures/{Path.GetFileName(file)}\"");
    }

    [Fact]
    public void Report_marks_what_was_amended_since()
    {
        shell.Run("claims", "lock");
        Run("a");
        shell.Amend("threshold: 10", "threshold: 12");
        shell.Run("claims", "lock", "--amend", "C01").Should().Be(0);

        shell.Run("report", shell["a"]).Should().Be(0);

        File.ReadAllText(shell["a/report.html"]).Should().MatchRegex("<caption>Amended after run miniature-[0-9a-f]{12}</caption>")
            .And.Contain("<tr><th scope=\"row\">threshold</th><td>10</td><td>12</td></tr>");
        StoredRun.Open(shell["a"]).ChangedFiles().Should().BeEmpty();
    }
}
