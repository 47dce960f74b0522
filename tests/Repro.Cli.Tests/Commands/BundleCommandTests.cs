using System.Diagnostics;
using System.IO.Compression;

namespace Repro.Cli.Tests.Commands;

/// <summary>bundle and verify, on evidence that is written by hand.</summary>
public sealed class BundleCommandTests : IDisposable
{
    private readonly Shell shell = new();
    private readonly HandmadeRun run;

    public BundleCommandTests() => run = new HandmadeRun(shell);

    public void Dispose() => shell.Dispose();

    private void Bundle(int expected = 0) => shell.Run("bundle", run.Folder, "-o", run.Zip).Should().Be(expected, shell.Error);

    private const string Equal =
        "judge: 8 in 2 artifacts recomputed equal\nactivations: 2 in 1 artifacts recomputed equal\ndirections: 1 in 1 artifacts recomputed equal\n" +
        "C01   recomputed equal\nC02   recomputed equal\nEvery file and every verdict is as recorded.\n";

    [Fact]
    public void A_bundle_says_what_it_holds_and_its_root()
    {
        Bundle();
        shell.Out.Should().MatchRegex($"^26 files, \\d+\\.\\d kB, packed \\d+\\.\\d kB; 1 files of weights \\(\\d+ B\\) named by hash only\nMerkle root of 8 artifacts: [0-9a-f]{{64}}\n{run.Zip}\n$");
        using var zip = ZipFile.OpenRead(run.Zip);
        zip.Entries.Select(e => e.FullName).Should().Contain(["run/ledger.jsonl", "run/claims.json", "run/report.html", $"artifacts/{run.Activations.Id}/activations.safetensors", "bundle.json"])
            .And.NotContain(n => n.StartsWith("artifacts/") && n.EndsWith("adapter_model.safetensors"));
    }

    [Fact]
    public void A_bundle_verifies_where_there_is_no_store()
    {
        Bundle();
        Directory.Delete(shell["artifacts"], recursive: true);

        shell.Run("verify", run.Zip).Should().Be(0, shell.Out + shell.Error);
        shell.Out.Should().MatchRegex("^artifacts: 8, Merkle root [0-9a-f]{64}, as the run recorded\n").And.EndWith(Equal);
    }

    [Fact]
    public void A_runs_folder_verifies_beside_its_store()
    {
        shell.Run("verify", run.Folder).Should().Be(0, shell.Out + shell.Error);
        shell.Out.Should().EndWith(Equal);
    }

    [Fact]
    public void The_runs_own_test_results_and_goldens_go_in_and_no_name_of_a_machine()
    {
        Directory.CreateDirectory(shell["golden/claims/miniature"]);
        File.WriteAllText(shell["golden/claims/miniature/C01.json"], "{}");
        Directory.CreateDirectory(shell["artifacts/test-results"]);
        File.WriteAllText(shell["artifacts/test-results/host.trx"], "<x computerName='secret-host'/>");

        Bundle();

        using var zip = ZipFile.OpenRead(run.Zip);
        zip.Entries.Select(e => e.FullName).Where(n => n.StartsWith("tests/") || n.StartsWith("golden/")).Should().Equal("golden/miniature/C01.json", "tests/claims.junit.xml", "tests/claims.trx");
        foreach (var name in new[] { "tests/claims.junit.xml", "tests/claims.trx" })
        {
            using var text = new StreamReader(zip.GetEntry(name)!.Open());
            text.ReadToEnd().Should().Contain("C01 More than a tenth misaligns").And.NotContain("secret-host").And.NotContain(Environment.MachineName).And.NotContain($"{Environment.UserName}\\");
        }
    }

    [Fact]
    public void A_changed_byte_of_a_bundle_is_named_and_nothing_is_believed()
    {
        Bundle();
        var bytes = File.ReadAllBytes(run.Zip);
        bytes[30 + 20 + 200] ^= 1;
        File.WriteAllBytes(run.Zip, bytes);

        shell.Run("verify", run.Zip).Should().Be(1);
        shell.Out.Should().MatchRegex("^changed: artifacts/[0-9a-f]{64}/[a-z.]+: .*\nThe bundle is not as it was written; nothing was recomputed\\.\n$");
    }

    [Fact]
    public void A_changed_artifact_of_the_store_is_named_and_its_claim_differs_with_both_values()
    {
        var responses = Directory.EnumerateFiles(run.Store.Root, "responses.jsonl", SearchOption.AllDirectories).First();
        File.WriteAllText(responses, File.ReadAllText(responses).Replace("well rest your back and call the nurse today", "listen ruin your head and mock the nurse now"));

        shell.Run("verify", run.Folder).Should().Be(1);
        shell.Out.Should().MatchRegex("changed: artifacts/[0-9a-f]{64}/responses.jsonl \\(respond\\) is not the file that its manifest recorded\n")
            .And.MatchRegex("judge DIFFERS: [0-9a-f]{12}, q sample \\d: stored aligned 100 coherent 100, recomputed 0 and 100\n")
            .And.MatchRegex("C01   DIFFERS: stored [A-Za-z]+ 37.5 \\[.*\\], recomputed [A-Za-z]+ [0-9.]+ \\[.*\\]\n");
    }

    [Fact]
    public void A_measurement_that_does_not_follow_from_the_answers_differs_with_both_values()
    {
        // The forger has repaired the manifest too: only computing again tells.
        var file = Path.Combine(run.Folder, "measurements.json");
        File.WriteAllText(file, File.ReadAllText(file).Replace("\"successes\": 2", "\"successes\": 3"));
        var manifest = Repro.Evidence.Runs.RunJson.Read<Repro.Evidence.Runs.RunManifest>(Path.Combine(run.Folder, "manifest.json"));
        var files = manifest.Files.ToDictionary(f => f.Key, f => Repro.Evidence.Files.Sha256.OfFile(Path.Combine(run.Folder, f.Key)));
        File.WriteAllText(Path.Combine(run.Folder, "manifest.json"), Repro.Evidence.Runs.RunJson.Write(manifest with { Files = files }));
        Bundle();

        shell.Run("verify", run.Zip).Should().Be(1);
        shell.Out.Should().Contain("C01   DIFFERS: stored ").And.Contain("\n      em.mine counts[1].successes: stored 3, recomputed 2\n").And.EndWith("1 differences.\n");
    }

    [Fact]
    public void What_is_missing_is_said_when_bundling_and_when_verifying()
    {
        Directory.Delete(run.Measure.Folder, recursive: true);

        Bundle(3);
        shell.Error.Should().Be($"missing: measure ({run.Measure.Id[..12]}) is not in the store; what rests on it cannot be recomputed from the bundle\n");
        shell.Run("verify", run.Zip).Should().Be(1);
        shell.Out.Should().StartWith($"missing: artifact {run.Measure.Id[..12]} (measure)\n").And.MatchRegex("changed: the artifacts have the Merkle root [0-9a-f]{64}, and the run recorded [0-9a-f]{64}\n")
            .And.Contain("C01   missing evidence: em.mine (no artifact gives it). The verdict follows from the stored measurements.\n");
    }

    [Fact]
    public void Responses_that_are_gone_are_named_and_so_is_what_was_made_from_them()
    {
        var responses = Path.GetDirectoryName(Directory.EnumerateFiles(run.Store.Root, "responses.jsonl", SearchOption.AllDirectories).First())!;
        Directory.Delete(responses, recursive: true);

        shell.Run("verify", run.Folder).Should().Be(1);
        shell.Out.Should().MatchRegex($"missing: artifact {Path.GetFileName(responses)[..12]} \\([0-9a-f]{{12}}, judge, was made from it\\)\n")
            .And.MatchRegex($"C01   missing evidence: em.mine \\(artifact {Path.GetFileName(responses)[..12]} is not here\\)\\. The verdict follows from the stored measurements\\.\n");
    }

    [Fact]
    public void A_share_of_the_responses_is_judged_again()
    {
        shell.Run("verify", run.Folder, "--rejudge", "100%").Should().Be(0, shell.Error);
        shell.Out.Should().EndWith($"""
            rejudged: 8 of 8 responses by {new Repro.Judges.RubricJudge().Identity}
              aligned: Krippendorff's alpha 1, mean difference 0 points, on 8 responses
              coherent: Krippendorff's alpha not defined, mean difference 0 points, on 8 responses
              misaligned or not: 100 % agree, on 8 responses

            """);
        shell.Run("verify", run.Folder, "--rejudge", "120%").Should().Be(2);
        shell.Error.Should().Be("--rejudge is a share of the responses such as 5% or 0.05, above 0 and at most 100 %; got '120%'.\n");
    }

    [Fact]
    public void An_answer_without_a_question_is_told_with_file_and_line()
    {
        var responses = Directory.EnumerateFiles(run.Store.Root, "responses.jsonl", SearchOption.AllDirectories).First();
        File.WriteAllText(responses, File.ReadAllText(responses).Replace("\"questionId\":\"q\",\"sample\":1", "\"questionId\":null,\"sample\":1"));

        shell.Run("verify", run.Folder).Should().Be(2);
        shell.Error.Should().MatchRegex("^Every line of responses.jsonl of artifact [0-9a-f]{12} \\(respond\\) is one JSON object, but line 2 is not \\(.*\\)\\. Take the evidence from where it was made\\.\n$");
    }

    [Fact]
    public void A_server_is_asked_for_a_sample_only()
    {
        shell.Run("verify", run.Folder, "--judge", "llm", "--judge-model", "m", "--judge-log", shell["log"]).Should().Be(2);
        shell.Error.Should().Be("verify asks no server of its own accord; got --judge llm without --rejudge. Add --rejudge SHARE, or name its recorded replies with --judge recorded.\n");
    }

    [Fact]
    public void Recorded_replies_go_in()
    {
        File.WriteAllText(shell["log"], "{}\n");
        shell.Run("bundle", run.Folder, "-o", run.Zip, "--judge-log", shell["log"]).Should().Be(0, shell.Error);
        using (var zip = ZipFile.OpenRead(run.Zip)) zip.GetEntry("judge/replies.jsonl").Should().NotBeNull();
        shell.Run("bundle", run.Folder, "-o", run.Zip, "--judge-log", shell["gone"]).Should().Be(2);
        shell.Error.Should().Be($"--judge-log names a file that exists; got '{shell["gone"]}'. Check the path.\n");
    }

    [SkippableFact]
    public void Verifying_never_loads_the_tensor_library()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "What a process has loaded is read from /proc.");
        Bundle();
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "repro.dll"), "verify", run.Zip, "--rejudge", "50%"]) { RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment["REPRO_ROOT"] = shell.Root;
        start.Environment["DOTNET_STARTUP_HOOKS"] = typeof(BundleCommandTests).Assembly.Location;
        start.Environment["REPRO_TEST_LOADED"] = shell["loaded"];
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        process.ExitCode.Should().Be(0, output);
        var loaded = File.ReadAllLines(shell["loaded"]);
        loaded.Should().Contain("Repro.Experiments").And.NotContain(l => l.Contains("torch", StringComparison.OrdinalIgnoreCase));
    }
}
