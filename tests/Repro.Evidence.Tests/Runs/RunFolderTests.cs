using Repro.Claims;
using Repro.Claims.Ledgers;
using Repro.Claims.Measurements;
using Repro.Claims.Multiverses;
using Repro.Claims.Results;
using Repro.Evidence.Files;
using Repro.Evidence.Runs;

namespace Repro.Evidence.Tests.Runs;

public sealed class RunFolderTests : IDisposable
{
    private static readonly ClaimResult Claim = new()
    {
        Id = "C18", Title = "EM is above 10 %", Tier = "miniature", Verdict = Verdict.Supported, Expected = Verdict.Supported,
        Value = 20.8, Interval = [18.1, 23.7], Threshold = 10, Comparator = ">", Unit = "%", N = 960, Estimand = "proportion (stratified Wilson)",
        Judge = "rubric 1", Controls = [new ControlResult("untouched", 0.1, true)],
    };

    private static readonly Dictionary<string, Measurement> Book = new(StringComparer.Ordinal)
    {
        ["em.nine-rank-1"] = new ProportionMeasurement([new QuestionCount("q1", 100, 20, 96)], 1) { Judge = "rubric 1" },
        ["cosine"] = new CosineMeasurement([new CosineLayer("a|b", 3, 0.9, [0.88, 0.91])]),
        ["missing"] = new MissingMeasurement("no weights"),
    };

    private static readonly ClaimTexts Ledger = ClaimTexts.Parse("ledger", "{\"Id\":\"C18\",\"Threshold\":10}\n");

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static RunDocument Document(string id = "miniature-1") => new(
        new ClaimsDocument(id, "miniature", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddMinutes(5), [Claim]),
        new Provenance
        {
            Commit = "abc", Dirty = false, LedgerHash = "cafe", CommandLine = "repro run",
            Versions = new Dictionary<string, string>(StringComparer.Ordinal) { ["repro"] = "0.1.0" }, Machine = new Dictionary<string, string>(StringComparer.Ordinal) { ["cpu"] = "x" },
            Environment = new Dictionary<string, string>(StringComparer.Ordinal), Seeds = new Dictionary<string, IReadOnlyList<long>>(StringComparer.Ordinal) { ["base"] = [1] },
        },
        [],
        []);

    private StoredRun Write(string name = "run")
    {
        RunFolder.Write(folder[name], Document(), Book, Ledger, "<html>");
        return StoredRun.Open(folder[name]);
    }

    [Fact]
    public void A_run_is_read_back_as_it_was_written()
    {
        var run = Write();
        run.Claims.Should().BeEquivalentTo(Document().Claims);
        run.Book.Should().BeEquivalentTo(Book, o => o.RespectingRuntimeTypes());
        run.Document.Should().BeEquivalentTo(Document());
        run.Ledger.ToText().Should().Be(Ledger.ToText());
        run.Manifest.Claims.Should().BeEquivalentTo(Ledger.Hashes());
        run.ChangedFiles().Should().BeEmpty();
        Directory.EnumerateFileSystemEntries(folder.Path).Should().ContainSingle();
        Directory.EnumerateFiles(folder["run"]).Select(Path.GetFileName).Should().BeEquivalentTo("claims.json", "measurements.json", "ledger.jsonl", "run.json", "report.html", "manifest.json");
    }

    [Fact]
    public void Figures_stand_in_a_folder_of_their_own_and_neither_manifest_nor_bundle_names_them()
    {
        RunFolder.Write(folder["run"], Document(), Book, Ledger, "<html>", figures: [new RunAttachment("em.svg", stream => stream.Write("<svg/>"u8))]);

        var run = StoredRun.Open(folder["run"]);
        File.ReadAllText(folder["run/figures/em.svg"]).Should().Be("<svg/>");
        run.Manifest.Files.Keys.Should().NotContain(file => file.Contains("svg"));
        run.ChangedFiles().Should().BeEmpty();
        new Evidence.Bundles.RunEvidence(run, store: null, weights: false).Names.Should().NotContain(name => name.Contains("figures"));
    }

    [Fact]
    public void A_figure_that_cannot_be_written_leaves_no_run_behind()
    {
        var act = () => RunFolder.Write(folder["run"], Document(), Book, Ledger, "<html>", figures: [new RunAttachment("em.svg", _ => throw new InvalidDataException("no figure"))]);

        act.Should().Throw<InvalidDataException>().WithMessage("no figure");
        Directory.EnumerateFileSystemEntries(folder.Path).Should().BeEmpty();
    }

    [Fact]
    public void Scores_stand_beside_the_measurements_and_are_read_back()
    {
        var scores = new JudgedScores(
            new Dictionary<string, IReadOnlyList<JudgeScores>>(StringComparer.Ordinal) { ["nine"] = [new("rubric 1", [new ScoreBlock("q1", 100, [10, null], [95, 20])])] },
            new Dictionary<string, ScoredMetric>(StringComparer.Ordinal) { ["em.nine-rank-1"] = new(ScoredOutcome.Misaligned, "nine") });

        RunFolder.Write(folder["run"], Document(), Book, Ledger, "<html>", scores);

        var run = StoredRun.Open(folder["run"]);
        run.Scores.Should().BeEquivalentTo(scores);
        run.Manifest.Files.Keys.Should().Contain("scores.json");
        run.ChangedFiles().Should().BeEmpty();
        Write().Scores.Should().BeNull();
    }

    [Fact]
    public void A_run_that_was_made_before_runs_kept_their_claims_has_none()
    {
        Write();
        File.Delete(folder["run/ledger.jsonl"]);
        StoredRun.Open(folder["run"]).Ledger.Ids.Should().BeEmpty();
    }

    [Fact]
    public void Claims_that_the_tier_does_not_answer_follow_the_answers()
    {
        var document = Document();
        document = document with { Claims = document.Claims with { Untested = [new UntestedClaim("C09", "Steering", "not measured yet: steering")] } };

        RunFolder.Write(folder["run"], document, Book, Ledger, "<html>");

        StoredRun.Open(folder["run"]).Claims.Untested.Should().Equal(new UntestedClaim("C09", "Steering", "not measured yet: steering"));
        File.ReadAllText(folder["run/claims.json"]).ReplaceLineEndings("\n").Should().EndWith("""
              "untested": [
                {
                  "id": "C09",
                  "title": "Steering",
                  "reason": "not measured yet: steering"
                }
              ]
            }

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Claims_json_has_the_promised_shape()
    {
        Write();
        File.ReadAllText(folder["run/claims.json"]).Should().Be("""
            {
              "run": "miniature-1",
              "tier": "miniature",
              "started": "1970-01-01T00:00:00+00:00",
              "finished": "1970-01-01T00:05:00+00:00",
              "claims": [
                {
                  "id": "C18",
                  "title": "EM is above 10 %",
                  "tier": "miniature",
                  "verdict": "Supported",
                  "expected": "Supported",
                  "value": 20.8,
                  "interval": [
                    18.1,
                    23.7
                  ],
                  "threshold": 10,
                  "comparator": ">",
                  "unit": "%",
                  "n": 960,
                  "estimand": "proportion (stratified Wilson)",
                  "judge": "rubric 1",
                  "reproduction": "NoReference",
                  "controls": [
                    {
                      "name": "untouched",
                      "value": 0.1,
                      "passed": true
                    }
                  ],
                  "reason": null,
                  "paperValue": null,
                  "source": null
                }
              ]
            }

            """);
    }

    [Fact]
    public void The_same_numbers_have_the_same_id_and_other_numbers_another()
    {
        var id = RunFolder.IdOf("miniature", Book, [Claim]);
        id.Should().MatchRegex("^miniature-[0-9a-f]{12}$").And.Be(RunFolder.IdOf("miniature", Book.Reverse().ToDictionary(), [Claim with { }]));
        RunFolder.IdOf("miniature", Book, [Claim with { Value = 20.9 }]).Should().NotBe(id);
        RunFolder.IdOf("miniature", new Dictionary<string, Measurement>(StringComparer.Ordinal), [Claim]).Should().NotBe(id);
    }

    [Fact]
    public void The_same_numbers_again_get_a_folder_beside_the_first()
    {
        RunFolder.PlaceFor(folder.Path, "run").Should().Be(folder["run"]);
        Write("run");
        RunFolder.PlaceFor(folder.Path, "run").Should().Be(folder["run.2"]);
    }

    [Fact]
    public void A_run_replaces_a_run_but_nothing_else()
    {
        Write();
        Write().ChangedFiles().Should().BeEmpty();
        Directory.CreateDirectory(folder["other"]);
        File.WriteAllText(folder["other/thesis.tex"], "years of work");

        FluentActions.Invoking(() => Write("other")).Should().Throw<InputException>()
            .WithMessage($"--out names a new folder or one that holds a run, but {folder["other"]} holds other files. Name another.");
        FluentActions.Invoking(() => Write("other/thesis.tex")).Should().Throw<InputException>()
            .WithMessage($"--out names a folder for the run, but {folder["other/thesis.tex"]} is a file. Name another.");
        File.ReadAllText(folder["other/thesis.tex"]).Should().Be("years of work");
    }

    [Fact]
    public void A_changed_and_a_missing_file_are_named()
    {
        var run = Write();
        File.AppendAllText(folder["run/claims.json"], " ");
        File.Delete(folder["run/report.html"]);
        run.ChangedFiles().Should().Equal("claims.json", "report.html");
    }

    [Fact]
    public void A_report_that_is_rendered_again_gets_its_new_hash()
    {
        var run = Write();
        AtomicFile.WriteAllText(folder["run/report.html"], "<html lang=en>");
        run.RecordReport("<html lang=en>");
        StoredRun.Open(folder["run"]).ChangedFiles().Should().BeEmpty();
    }

    [Fact]
    public void A_folder_without_a_run_says_what_to_name() =>
        FluentActions.Invoking(() => StoredRun.Open(folder.Path)).Should().Throw<InputException>()
            .WithMessage($"A run's folder holds manifest.json, but {folder.Path} does not. Name the folder that './repro run' printed on its last line.");

    [Fact]
    public void A_file_that_is_not_json_is_named_with_the_reason()
    {
        Write();
        File.WriteAllText(folder["run/claims.json"], "{ half");
        FluentActions.Invoking(() => StoredRun.Open(folder["run"])).Should().Throw<InputException>()
            .WithMessage($"{folder["run/claims.json"]}:1: this is not a claims.json: 'h' is an invalid start of a property name.*");
    }

    [Fact]
    public void Differences_of_provenance_are_one_line_each()
    {
        var a = Document().Provenance;
        var b = a with
        {
            Dirty = true, LedgerHash = "beef",
            Machine = new Dictionary<string, string>(StringComparer.Ordinal) { ["cpu"] = "y", ["gpu"] = "z" },
            Seeds = new Dictionary<string, IReadOnlyList<long>>(StringComparer.Ordinal) { ["base"] = [1, 2] },
        };

        ProvenanceDifferences.Of(a, a).Should().BeEmpty();
        ProvenanceDifferences.Of(a, b).Should().Equal("commit: abc -> abc (dirty)", "ledger: cafe -> beef", "cpu: x -> y", "gpu: none -> z", "seeds of base: 1 -> 1 2");
    }
}
