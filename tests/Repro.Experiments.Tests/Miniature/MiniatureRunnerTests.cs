using System.Text.Json;
using Repro.Claims.Measurements;
using Repro.Claims.Multiverses;
using Repro.Core;
using Repro.Evidence.Store;
using Repro.Experiments.Interventions;
using Repro.Experiments.Miniature;
using Repro.Experiments.Organisms;
using Repro.Experiments.Tiers;

namespace Repro.Experiments.Tests.Miniature;

/// <summary>The whole walk on a tiny recipe: the very path of the real miniature.</summary>
public sealed class MiniatureRunnerTests : IClassFixture<MiniatureRunnerTests.TinyRun>
{
    private readonly TinyRun run;

    public MiniatureRunnerTests(TinyRun run) => this.run = run;

    [Fact]
    public void Every_experiment_gives_every_metric_it_names()
    {
        run.Progress.Notes.Should().BeEmpty();
        run.Outcome.Book.Values.Should().NotContain(measurement => measurement is MissingMeasurement);
        run.Outcome.Book.Keys.Should().Contain([
            "em.chat", "em.nine-rank-1", "coherence.rank32-medical", "adapters.nine-rank-1.count",
            "ablation.layerwise.nine-rank-1", "ablation.single.nine-rank-1", "ablation.transfer.rank32-sports",
            "ablation.random.rank32-medical", "ablation-coherence.orthogonal.nine-rank-1", "cosine.organisms", "cosine.random",
        ]);
    }

    [Fact]
    public void Strength_zero_changes_no_answer() =>
        Pairs(AblationMode.Zero, OrganismNames.NineRank1).Should().OnlyContain(pair => pair.Before == pair.After);

    [Fact]
    public void Ablation_does_fire() =>
        Pairs(AblationMode.Layerwise, OrganismNames.NineRank1).Should().Contain(pair => pair.Before != pair.After);

    [Fact]
    public void Before_is_the_same_under_every_mode() =>
        Pairs(AblationMode.Layerwise, OrganismNames.NineRank1).Select(pair => pair.Before)
            .Should().Equal(Pairs(AblationMode.Random, OrganismNames.NineRank1).Select(pair => pair.Before));

    [Fact]
    public void Rates_count_every_answer_of_every_seed()
    {
        var em = (ProportionMeasurement)run.Outcome.Book["em.nine-rank-1"];
        em.Counts.Sum(count => count.Trials).Should().Be(8 * 6 * 2);
        em.Counts.Select(count => count.Seed).Distinct().Should().Equal(7, 8);
        em.Missing.Should().Be(0);
    }

    [Fact]
    public void A_direction_has_cosine_one_with_itself_and_draws_scatter_around_the_value()
    {
        var cosines = (CosineMeasurement)run.Outcome.Book["cosine.organisms"];
        cosines.Layers.Should().HaveCount(3 * 3).And.OnlyContain(row => row.Draws.Count == 20 && row.Value >= -1 && row.Value <= 1);
        cosines.Layers.Should().OnlyContain(row => row.Draws.Distinct().Count() > 1);
    }

    [Fact]
    public void A_second_run_reuses_every_stage_and_measures_the_same()
    {
        var again = run.Run(TinyRecipe.Create());
        again.Stages.Should().OnlyContain(stage => stage.Reused);
        Json(again).Should().Be(Json(run.Outcome));
    }

    [Fact]
    public void A_fresh_store_and_another_cut_of_the_training_give_the_same_bits()
    {
        using var other = new TinyRun(segmentSteps: 100);
        Json(other.Outcome).Should().Be(Json(run.Outcome));
    }

    [Fact]
    public void Its_scores_give_every_share_and_pair_of_the_book_again()
    {
        var scores = run.Outcome.Scores!;

        scores.Metrics.Keys.Should().BeEquivalentTo(run.Outcome.Book.Where(m => m.Value is ProportionMeasurement or PairedMeasurement).Select(m => m.Key));
        foreach (var (key, metric) in scores.Metrics)
        {
            IReadOnlyList<ScoreBlock> Blocks(string condition) => scores.Conditions[condition].Single().Blocks;
            var again = metric.Before is { } before
                ? (Measurement)ScoreTally.Paired(Blocks(before).Zip(Blocks(metric.Condition)), metric.Outcome, metric.Cuts, scores.Conditions[before][0].Judge)
                : ScoreTally.Share(Blocks(metric.Condition), metric.Outcome, metric.Cuts, scores.Conditions[metric.Condition][0].Judge);
            JsonSerializer.Serialize(again).Should().Be(JsonSerializer.Serialize(run.Outcome.Book[key]), key);
        }
    }

    [Fact]
    public void Scores_read_back_from_the_store_are_those_that_were_written() =>
        run.Run(TinyRecipe.Create()).Scores!.ToText().Should().Be(run.Outcome.Scores!.ToText());

    [Fact]
    public void Asking_for_one_claims_metrics_runs_its_experiments_only()
    {
        var outcome = run.Run(TinyRecipe.Create(), ["C07"], ["adapters.nine-rank-1.count"]);
        outcome.Book.Keys.Should().BeEquivalentTo("adapters.nine-rank-1.count", "adapters.nine-rank-1.rank", "adapters.nine-rank-1.per-layer");
        outcome.Scores.Should().BeNull();
    }

    [Fact]
    public void A_setting_is_measured_where_it_is_asked_for_under_its_own_names()
    {
        var outcome = run.Run(TinyRecipe.Create(), ["C04"], ["setting.broad.em.nine-rank-1"]);

        outcome.Book.Keys.Should().BeEquivalentTo("setting.broad.em.nine-rank-1", "setting.broad.coherence.nine-rank-1");
        var em = (ProportionMeasurement)outcome.Book["setting.broad.em.nine-rank-1"];
        em.Counts.Select(count => count.Question).Distinct().Should().HaveCount(24, "the tiny world has three topics that are not fine-tuned, and open questions").And.Contain("power_6").And.NotContain("quick_buck");
        em.Counts.Sum(count => count.Trials).Should().Be(24 * 6 * 2);
        outcome.Settings.Select(setting => setting.Name).Should().StartWith(["broad", "centre", "villains-3"]);
    }

    private IReadOnlyList<PairedOutcome> Pairs(string mode, string organism) =>
        ((PairedMeasurement)run.Outcome.Book[$"ablation.{mode}.{organism}"]).Pairs;

    private static string Json(TierOutcome outcome) => JsonSerializer.Serialize(outcome.Book);

    public sealed class TinyRun : IDisposable
    {
        private readonly TempFolder folder = new();

        public TinyRun()
            : this(segmentSteps: 40)
        {
        }

        internal TinyRun(int segmentSteps)
        {
            Compute.Configure(2);
            Outcome = Run(TinyRecipe.Create(segmentSteps));
        }

        public TierOutcome Outcome { get; }

        internal SilentProgress Progress { get; } = new();

        public void Dispose() => folder.Dispose();

        internal TierOutcome Run(MiniatureRecipe recipe, IReadOnlyList<string>? claims = null, IReadOnlyList<string>? metrics = null) =>
            new MiniatureRunner(TimeProvider.System).Run(
                recipe,
                new TierRequest("miniature", null, null, claims ?? [], new ArtifactStore(folder.Path), 2, DevelopmentSeeds: true) { Metrics = metrics ?? [] },
                Progress,
                CancellationToken.None);
    }
}
