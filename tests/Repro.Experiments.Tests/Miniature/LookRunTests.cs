using System.Text.Json;
using Repro.Claims;
using Repro.Claims.Ledgers;
using Repro.Claims.Looks;
using Repro.Claims.Measurements;
using Repro.Core;
using Repro.Evidence.Bundles;
using Repro.Evidence.Store;
using Repro.Experiments.Miniature;
using Repro.Experiments.Tests.Paper;
using Repro.Experiments.Tests.Verification;
using Repro.Experiments.Tiers;
using Repro.Experiments.Verification;
using Repro.Judges;
using Repro.Judges.Panel;

namespace Repro.Experiments.Tests.Miniature;

/// <summary>A run of the tiny recipe that looks at its answers three times, with a second judge: the very path of the real one.</summary>
public sealed class LookRunTests(LookRunTests.Looked looked) : IClassFixture<LookRunTests.Looked>
{
    [Fact]
    public void Every_wave_is_a_stage_of_its_own_and_closed_claims_draw_no_more()
    {
        var looks = looked.Outcome.Looks!;

        looks.Plan.Samples.Should().Equal(2, 4, 6);
        looks.Results.Select(r => (r.Id, r.Sequential?.Look)).Should().Equal(("L1", 1), ("L2", 3), ("L3", 3), ("L4", null));
        looked.Answers("chat").Should().Be(2);
        looked.Answers("rank32-sports").Should().Be(6);
        looks.Totals.Drawn.Should().BeLessThan(looks.Totals.Planned);
        looks.Totals.Planned.Should().Be(4 * 8 * 2 * 6, "four conditions, eight questions, two seeds, six answers");
        looks.Totals.Drawn.Should().Be((3 * 8 * 2 * 6) + (8 * 2 * 2));
        looked.Outcome.Stages.Where(s => s.Stage == "respond").Select(s => s.Label).Should().Contain("sample chat, seed 7, answers 1 to 2").And.NotContain("sample chat, seed 7, answers 3 to 4");
    }

    [Fact]
    public void All_waves_together_are_the_answers_of_a_run_that_draws_them_at_once()
    {
        foreach (var condition in new[] { "rank32-sports", "nine-rank-1", "nine-rank-1, layerwise ablation" })
            Text(looked.Outcome, condition).Should().Be(Text(looked.AtOnce, condition), condition);
        JsonSerializer.Serialize(looked.Outcome.Book["em.rank32-sports"]).Should().Be(JsonSerializer.Serialize(looked.AtOnce.Book["em.rank32-sports"]));

        static string Text(TierOutcome outcome, string condition) => JsonSerializer.Serialize(outcome.Scores!.Conditions[condition][0]);
    }

    [Fact]
    public void One_look_has_the_stages_of_a_run_without_looks()
    {
        var one = looked.Run(1, second: null);

        one.Stages.Should().OnlyContain(stage => stage.Reused || stage.Stage == "scores" || stage.Stage == "measure");
        one.Looks!.Results[1].Sequential!.Alpha.Should().BeApproximately(0.05, 1e-9);
    }

    [Fact]
    public void A_second_run_reuses_every_wave_and_decides_the_same()
    {
        var again = looked.Run(3, new CoinJudge());

        again.Stages.Should().OnlyContain(stage => stage.Reused);
        JsonSerializer.Serialize(again.Looks!.Results).Should().Be(JsonSerializer.Serialize(looked.Outcome.Looks!.Results));
    }

    [Fact]
    public void Decisions_measurements_and_scores_follow_from_the_evidence_look_by_look()
    {
        var again = Recomputation.Of(looked.Evidence, [new RubricJudge(), new CoinJudge()], CancellationToken.None);
        var all = new LookBook(again.Book, again.Scores);

        again.Scores!.ToText().Should().Be(looked.Outcome.Scores!.ToText());
        JsonSerializer.Serialize(again.Book).Should().Be(JsonSerializer.Serialize(looked.Outcome.Book));
        var plan = looked.Outcome.Looks!.Plan;
        var results = Sequential.Decide(looked.Claims, Repro.Claims.Tiers.Miniature, plan, again.Scores.Metrics.ContainsKey, (look, _) => all.After(plan.Samples[look - 1]));
        JsonSerializer.Serialize(results).Should().Be(JsonSerializer.Serialize(looked.Outcome.Looks.Results));
    }

    [Fact]
    public void The_second_judge_scores_every_answer_and_decides_nothing()
    {
        var scores = looked.Outcome.Scores!;

        scores.Conditions.Values.Should().OnlyContain(judges => judges.Count == 2 && judges[1].Judge == new CoinJudge().Identity.ToString());
        scores.Conditions.Values.Should().OnlyContain(judges => judges[1].Blocks.Select(b => b.Aligned.Count).SequenceEqual(judges[0].Blocks.Select(b => b.Aligned.Count)));
        var without = looked.Run(3, second: null);
        JsonSerializer.Serialize(without.Looks!.Results).Should().Be(JsonSerializer.Serialize(looked.Outcome.Looks!.Results));
        without.Stages.Where(s => s.Stage is "respond" or "judge" or "measure").Should().OnlyContain(stage => stage.Reused);
        var results = Sequential.AddMultiverse(looked.Claims, looked.Outcome.Looks.Results, looked.Outcome.Looks.Plan, new LookBook(looked.Outcome.Book, scores));
        results[0].Multiverse!.Should().ContainSingle(row => row.Choice == "judge coin 1 (coin)");
        ScoreAgreement.Of(scores)!.Select(row => row.Metric).Should().Equal("aligned", "coherent", "misaligned");
        ScoreAgreement.Of(without.Scores).Should().BeNull();
    }

    [Fact]
    public void Of_two_judges_only_the_one_that_decides_is_judged_again()
        => Rejudging.Sample(looked.Evidence, new RubricJudge(), 1, 1, CancellationToken.None).Agreement.Decisions.Should().OnlyContain(d => d.Equal == 1);

    public sealed class Looked : IDisposable
    {
        private readonly TempFolder folder = new();
        private readonly Lazy<EvidenceSet> evidence;

        public Looked()
        {
            evidence = new(() =>
            {
                var store = new ArtifactStore(folder.Path);
                var run = BundledRun.Folder(Path.Combine(folder.Path, "run"), Outcome!, store);
                return EvidenceSet.Read(new RunEvidence(run, store, weights: false), run.Manifest);
            });
            Compute.Configure(2);
            AtOnce = Run(0, null);
            Outcome = Run(3, new CoinJudge());
        }

        public TierOutcome Outcome { get; }

        public TierOutcome AtOnce { get; }

        /// <summary>L1 closes at once; L2 stands on its threshold; L3 needs a control that never holds; L4 has no answers.</summary>
        public IReadOnlyList<Claim> Claims { get; } = Ledger.Parse([("claims/x.yaml", """
            paper: P
            claims:
              - {id: L1, title: T, statement: S, source: {section: "1"}, estimand: proportion, metrics: [em.chat], uncontrolled: a test, comparator: "<", threshold: 100, unit: "%", tiers: {every: {expected: Supported}}}
              - {id: L2, title: T, statement: S, source: {section: "1"}, estimand: proportion, metrics: [em.rank32-sports], uncontrolled: a test, comparator: ">", threshold: 40, unit: "%", tiers: {every: {expected: Supported}}}
              - {id: L3, title: T, statement: S, source: {section: "1"}, estimand: proportion, metrics: [ablation-coherence.layerwise.nine-rank-1], controls: [{name: never, metric: coherence.nine-rank-1, rule: above, threshold: 100}], comparator: ">", threshold: 50, unit: "%", tiers: {every: {expected: Invalid, reason: a test}}}
              - {id: L4, title: T, statement: S, source: {section: "1"}, estimand: exact, metrics: [adapters.nine-rank-1.count], comparator: "=", threshold: 3, unit: count, tiers: {every: {expected: Supported}}}
            """)]).Claims;

        public EvidenceSet Evidence => evidence.Value;

        public int Answers(string condition) => Outcome.Scores!.Conditions[condition][0].Blocks.Select(b => b.Aligned.Count).Distinct().Single();

        public void Dispose() => folder.Dispose();

        internal TierOutcome Run(int looks, IJudge? second) => new MiniatureRunner(TimeProvider.System).Run(
            TinyRecipe.Create(),
            new TierRequest("miniature", null, null, ["L"], new ArtifactStore(folder.Path), 2, DevelopmentSeeds: true)
            {
                Metrics = [.. Claims.SelectMany(c => c.NeededIn("miniature"))],
                Looks = looks == 0 ? null : new LookRequest(looks, Claims),
                SecondJudge = second,
            },
            new SilentProgress(),
            CancellationToken.None);
    }
}
