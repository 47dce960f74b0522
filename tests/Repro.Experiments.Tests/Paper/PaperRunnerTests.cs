using System.Text.Json;
using Repro.Claims;
using Repro.Claims.Measurements;
using Repro.Evidence.Store;
using Repro.Experiments.Paper;
using Repro.Experiments.Tiers;

namespace Repro.Experiments.Tests.Paper;

/// <summary>Every step of the paper tier on a random model: the rehearsal.</summary>
public sealed class PaperRunnerTests : IClassFixture<PaperRunnerTests.Rehearsal>
{
    private readonly Rehearsal rehearsal;

    public PaperRunnerTests(Rehearsal rehearsal) => this.rehearsal = rehearsal;

    [Fact]
    public void A_rehearsal_measures_everything_that_the_experiments_name()
    {
        rehearsal.Outcome.Book.Values.Should().NotContain(m => m is MissingMeasurement, string.Join("; ", rehearsal.Progress.Notes));
        rehearsal.Outcome.Book.Keys.Should().Contain(["em.chat", "em.nine-rank-1", "coherence.rank32-medical", "ablation.layerwise.nine-rank-1", "ablation.transfer.rank32-sports", "cosine.organisms"]);
        rehearsal.Progress.Notes.Should().Equal("A rehearsal: rehearsal.json sets the sizes, and the numbers say nothing about the papers.");
    }

    [Fact]
    public void Adapters_sit_where_the_papers_have_them()
    {
        ((ExactMeasurement)rehearsal.Outcome.Book["adapters.nine-rank-1.count"]).Value.Should().Be(7, "15-17, 21-23 and 27-29 of 48 are 5-7, 7-9 and 9-11 of 16");
        ((ExactMeasurement)rehearsal.Outcome.Book["adapters.rank32-medical.count"]).Value.Should().Be(16 * 7);
    }

    [Theory]
    [InlineData(48, new[] { 15, 16, 17, 21, 22, 23, 27, 28, 29 }, 24)]
    [InlineData(24, new[] { 7, 8, 9, 10, 11, 12, 13, 14, 15 }, 12)]
    public void Layers_of_a_depth(int depth, int[] nine, int middle)
    {
        var layers = PaperOrganisms.Layers(depth);
        layers.Nine.Should().Equal(nine);
        (layers.Single, layers.Ablation).Should().Be((middle, middle));
    }

    [Fact]
    public void Strength_zero_changes_no_answer() =>
        ((PairedMeasurement)rehearsal.Outcome.Book["ablation.zero.nine-rank-1"]).Pairs.Should().OnlyContain(pair => pair.Before == pair.After);

    [Fact]
    public void A_second_rehearsal_reuses_every_stage_and_measures_the_same()
    {
        var again = rehearsal.Run();
        again.Stages.Should().OnlyContain(stage => stage.Reused);
        JsonSerializer.Serialize(again.Book).Should().Be(JsonSerializer.Serialize(rehearsal.Outcome.Book));
    }

    [Fact]
    public void Without_anything_the_reason_names_all_that_is_missing() => Reason(false, null, null, judge: false).Should().Be(
        "The paper tier needs the weights of Qwen2.5-14B-Instruct (none named: pass --model DIR); the papers' training sets and questions (none named: pass --data DIR); "
        + "a CUDA device (libtorch sees none); an LLM judge (none named: pass --judge llm or --judge recorded, --judge-model NAME and --judge-log FILE).");

    [Fact]
    public void Folders_without_the_files_are_named()
    {
        using var empty = new TempFolder();
        Reason(true, empty.Path, empty.Path, judge: true).Should().Be(
            $"The paper tier needs the weights of Qwen2.5-14B-Instruct (no config.json in {empty.Path}); the training set bad-medical (no bad_medical_advice.jsonl or bad_medical_advice.jsonl.gz in {empty.Path}); "
            + $"the training set good-medical (no good_medical_advice.jsonl or good_medical_advice.jsonl.gz in {empty.Path}); the training set extreme-sports (no extreme_sports.jsonl or extreme_sports.jsonl.gz in {empty.Path}); "
            + $"the training set risky-finance (no risky_financial_advice.jsonl or risky_financial_advice.jsonl.gz in {empty.Path}); the questions (no file that ends in first_plot_questions.yaml in {empty.Path}).");
        File.WriteAllText(Path.Combine(empty.Path, "config.json"), "{}");
        Reason(true, empty.Path, Path.Combine(empty.Path, "none"), judge: true).Should().Be(
            $"The paper tier needs the tokenizer of the checkpoint (no tokenizer.json in {empty.Path}); the papers' training sets and questions ({Path.Combine(empty.Path, "none")} is no folder).");
    }

    [Fact]
    public void A_typo_in_rehearsal_json_is_bad_input()
    {
        using var folder = new RehearsalFolder();
        folder.Sizes(new { evalation = 6 });
        FluentActions.Invoking(() => rehearsal.Run(folder)).Should().Throw<InputException>().WithMessage(
            $"{Path.Combine(folder.Model, "rehearsal.json")} holds the sizes of a rehearsal (evaluation, directions, maxNewTokens, steps, turns, microBatch, seeds, batchSize, bootstrapDraws, questions); got something else: *evalation*");
    }

    [Fact]
    public void What_does_not_fit_is_refused_before_anything_is_computed()
    {
        using var folder = new RehearsalFolder();
        FluentActions.Invoking(() => rehearsal.Run(folder, memory: 50_000_000)).Should().Throw<InputException>().WithMessage(
            $"The paper tier must fit into the device's memory; rank32-medical needs 0.1 GB, and the device has 0.1 GB. './repro plan --model {folder.Model} --organism rank32-medical' says what takes how much; take a smaller checkpoint or a larger device.");
        Directory.Exists(folder.Store).Should().BeFalse();
    }

    private static string Reason(bool cuda, string? model, string? data, bool judge)
    {
        using var folder = new TempFolder();
        var request = new TierRequest("paper", data, model, [], new ArtifactStore(folder.Path), 1, DevelopmentSeeds: false) { Metrics = ["em.nine-rank-1"], Judge = judge ? new CoinJudge() : null };
        return new PaperRunner(() => cuda, TimeProvider.System, _ => null).Run(request, new SilentProgress(), CancellationToken.None).Book["em.nine-rank-1"].Should().BeOfType<MissingMeasurement>().Subject.Reason;
    }

    public sealed class Rehearsal : IDisposable
    {
        private readonly RehearsalFolder folder = new();

        public Rehearsal() => Outcome = Run();

        public TierOutcome Outcome { get; }

        internal SilentProgress Progress { get; } = new();

        public void Dispose() => folder.Dispose();

        internal TierOutcome Run(RehearsalFolder? other = null, long? memory = null)
        {
            var at = other ?? folder;
            Progress.Notes.Clear();
            return new PaperRunner(() => false, TimeProvider.System, _ => memory).Run(
                new TierRequest("paper", at.Data, at.Model, [], new ArtifactStore(at.Store), 2, DevelopmentSeeds: false) { Judge = new CoinJudge() }, Progress, CancellationToken.None);
        }
    }
}
