using System.Text.Json;
using Repro.Claims.Measurements;
using Repro.Claims.Multiverses;
using Repro.Evidence.Bundles;
using Repro.Evidence.Runs;
using Repro.Experiments.Patching;
using Repro.Experiments.Scaling;
using Repro.Experiments.Verification;
using Repro.Judges;

namespace Repro.Experiments.Tests.Scalars;

/// <summary>The path of the real miniature, from training to measurements and back from the evidence, on the tiny recipe.</summary>
public sealed class ScalarExperimentsTests(ScalarRun run) : IClassFixture<ScalarRun>
{
    [Fact]
    public void Every_metric_of_probing_scaling_and_patching_is_measured()
    {
        run.Progress.Notes.Should().BeEmpty();
        run.Outcome.Book.Keys.Should().BeEquivalentTo(ScalarRun.Metrics);
        run.Outcome.Book.Where(metric => metric.Value is MissingMeasurement).Select(metric => metric.Key).Should().OnlyContain(metric =>
            metric.EndsWith("-agreeing", StringComparison.Ordinal)); // the paper's layers, or its number of answers: not of this model, or more than these
    }

    [Fact]
    public void A_prompts_own_scalars_of_the_same_sample_change_no_answer()
    {
        ((ExactMeasurement)run.Outcome.Book["patching.self.answers-changed"]).Value.Should().Be(0);
        ((PairedMeasurement)run.Outcome.Book["patching.self.em"]).Pairs.Should().NotBeEmpty().And.OnlyContain(pair => pair.Before == pair.After);
    }

    [Fact]
    public void Another_prompts_scalars_do_change_answers()
    {
        var changed = PatchProtocol.All.SelectMany(protocol => run.Outcome.Curves.Where(curve => curve.Figure == "patching" && curve.Series == protocol)).SelectMany(curve => curve.Points).ToList();

        changed.Should().NotBeEmpty().And.Contain(point => point.Value != 0);
    }

    [Fact]
    public void Every_condition_counts_every_answer_of_every_seed()
    {
        foreach (var condition in ScalingCondition.All)
        {
            var coherent = (ProportionMeasurement)run.Outcome.Book[ScalingResult.Key(condition, "coherent")];
            coherent.Counts.Sum(count => count.Trials).Should().Be(16 * 6 * 2);
            coherent.Counts.Select(count => count.Seed).Distinct().Should().Equal(7, 8);
        }
    }

    [Fact]
    public void Scaling_fires() => Scores(ScalingCondition.Misalignment).Should().NotEqual(Scores(ScalingCondition.Unscaled)).And.NotEqual(Scores(ScalingCondition.Medical));

    [Fact]
    public void A_second_run_reuses_every_stage_and_measures_the_same()
    {
        var again = run.Run();

        again.Stages.Should().OnlyContain(stage => stage.Reused);
        Json(again.Book).Should().Be(Json(run.Outcome.Book));
    }

    [Fact]
    public void Its_scores_give_every_share_of_scaled_answers_again()
    {
        var scores = run.Outcome.Scores!;
        foreach (var (key, metric) in scores.Metrics)
        {
            var condition = scores.Conditions[metric.Condition].Single();
            JsonSerializer.Serialize<Measurement>(ScoreTally.Share(condition.Blocks, metric.Outcome, metric.Cuts, condition.Judge)).Should().Be(JsonSerializer.Serialize(run.Outcome.Book[key]), key);
        }

        scores.Metrics.Should().ContainKey("scaling.medical-alignment.medical-of-aligned");
    }

    [Fact]
    public void Every_measurement_and_every_figure_follows_from_the_evidence_without_a_model()
    {
        var again = Recomputation.Of(EvidenceSet.Read(run.Evidence, run.Stored.Manifest), [new RubricJudge()], CancellationToken.None);

        again.Missing.Should().BeEmpty();
        Json(again.Book).Should().Be(Json(run.Outcome.Book));
        again.Scores!.ToText().Should().Be(run.Outcome.Scores!.ToText());
        again.Steps.Should().OnlyContain(step => step.Differences.Count == 0 && step.Unchecked.Count == 0);
        again.Steps.Where(step => step.Rows > 0).Select(step => step.Stage).Should().Equal("judge", "scalars", "roles", "gains");
        again.Curves.SelectMany(c => c.Points.Select(p => (c.Figure, c.Series, p))).Should().BeEquivalentTo(run.Outcome.Curves.SelectMany(c => c.Points.Select(p => (c.Figure, c.Series, p))));
    }

    [Fact]
    public void The_bundle_holds_the_scalars_and_no_weights()
    {
        run.Evidence.Names.Should().Contain(name => name.EndsWith("scalars.safetensors", StringComparison.Ordinal));
        run.Evidence.Names.Should().NotContain(name => name.StartsWith("artifacts/", StringComparison.Ordinal) && name.EndsWith("model.safetensors", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_the_scalars_probing_has_no_evidence_and_the_rest_is_whole()
    {
        var again = Recomputation.Of(EvidenceSet.Read(new Without(run.Evidence, "scalars.safetensors"), run.Stored.Manifest), [new RubricJudge()], CancellationToken.None);

        again.Missing["probe.scalars.misaligned.medical"].Should().MatchRegex("^scalars.safetensors of artifact [0-9a-f]{12} \\(scalars\\) is not here$");
        again.Book.Should().ContainKey("scaling.medical.misaligned-medical").And.ContainKey("patching.medical.em");
    }

    [Fact]
    public void A_choice_that_does_not_follow_from_its_inputs_is_told()
    {
        var forged = new Forged(run.Evidence, "roles.json", """{"layers":[0,1,2],"medical":[0],"misalignment":[1,2]}""", """{"layers":[0,1,2],"medical":[2],"misalignment":[0,1]}""");

        var again = Recomputation.Of(EvidenceSet.Read(forged, run.Stored.Manifest), [new RubricJudge()], CancellationToken.None);

        again.Steps.Single(step => step.Stage == "roles").Differences.Should().NotBeEmpty().And.OnlyContain(line => line.EndsWith(": what is stored does not follow from its inputs"));
    }

    /// <summary>Every coherence score under a condition, answer by answer.</summary>
    private IEnumerable<double?> Scores(string condition) =>
        run.Outcome.Scores!.Conditions[run.Outcome.Scores.Metrics[ScalingResult.Key(condition, "coherent")].Condition].Single().Blocks.SelectMany(block => block.Aligned.Concat(block.Coherent));

    private static string Json(IReadOnlyDictionary<string, Measurement> book) => JsonSerializer.Serialize(new SortedDictionary<string, Measurement>(book.ToDictionary(), StringComparer.Ordinal), RunJson.Options);

    private sealed class Without(IEvidenceFiles files, string ending) : IEvidenceFiles
    {
        public IReadOnlyList<string> Names => [.. files.Names.Where(name => !name.EndsWith(ending, StringComparison.Ordinal))];

        public Stream Open(string name) => files.Open(name);

        public string Hash(string name) => files.Hash(name);
    }

    /// <summary>Every file of a name holds the first text, or where it did already the second.</summary>
    private sealed class Forged(IEvidenceFiles files, string ending, string text, string other) : IEvidenceFiles
    {
        public IReadOnlyList<string> Names => files.Names;

        public Stream Open(string name)
        {
            if (!name.EndsWith(ending, StringComparison.Ordinal)) return files.Open(name);
            using var reader = new StreamReader(files.Open(name));
            return new MemoryStream(System.Text.Encoding.UTF8.GetBytes(reader.ReadToEnd() == text ? other : text));
        }

        public string Hash(string name) => files.Hash(name);
    }
}
