using Repro.Claims.Ledgers;
using Repro.Claims.Measurements;
using Repro.Claims.Multiverses;
using Repro.Claims.Noise;
using Repro.Claims.Results;

namespace Repro.Claims.Tests.Noise;

public sealed class JudgeNoiseTests
{
    private static readonly ScoreBlock Block = new("q", 7, [.. Enumerable.Repeat((double?)100, 5000)], [.. Enumerable.Repeat((double?)90, 5000)]);

    [Theory]
    [InlineData("flips")]
    [InlineData("gaussian")]
    public void Without_noise_no_score_changes(string kind)
    {
        var same = new NoiseModel(kind, 0).Of("c", Block);

        same.Aligned.Should().Equal(Block.Aligned);
        same.Coherent.Should().Equal(Block.Coherent);
    }

    [Fact]
    public void Flips_mirror_about_the_named_share_of_the_scores_each_kind_on_its_own()
    {
        var five = new NoiseModel("flips", 5).Of("c", Block);

        five.Aligned.Distinct().Should().BeEquivalentTo([100.0, 0.0]);
        five.Coherent.Distinct().Should().BeEquivalentTo([90.0, 10.0]);
        five.Aligned.Count(s => s == 0).Should().BeInRange(200, 300);
        five.Aligned.Zip(five.Coherent).Count(s => s is { First: 0.0, Second: 10.0 }).Should().BeInRange(2, 30, "5 % of 5 % of 5,000 are 12.5");
    }

    [Fact]
    public void A_larger_rate_flips_what_a_smaller_one_flips_and_more()
    {
        var (two, ten) = (new NoiseModel("flips", 2).Of("c", Block), new NoiseModel("flips", 10).Of("c", Block));

        two.Aligned.Zip(ten.Aligned).Where(s => s.First == 0).Should().NotBeEmpty().And.OnlyContain(s => s.Second == 0);
    }

    [Fact]
    public void Normal_errors_have_the_named_size_and_stay_on_the_scale()
    {
        var middle = Block with { Aligned = [.. Enumerable.Repeat((double?)50, 5000)] };
        var errors = new NoiseModel("gaussian", 5).Of("c", middle).Aligned.Select(s => s!.Value - 50).ToList();

        errors.Average().Should().BeApproximately(0, 0.3);
        Math.Sqrt(errors.Average(e => e * e)).Should().BeApproximately(5, 0.3);
        new NoiseModel("gaussian", 10).Of("c", Block).Aligned.Should().OnlyContain(s => s >= 0 && s <= 100).And.Contain(100.0);
    }

    [Fact]
    public void The_noise_of_an_answer_follows_from_its_place_alone()
    {
        var model = new NoiseModel("flips", 10);
        var shorter = Block with { Aligned = [.. Block.Aligned.Take(50)], Coherent = [.. Block.Coherent.Take(50)] };

        model.Of("c", shorter).Aligned.Should().Equal(model.Of("c", Block).Aligned.Take(50));
        model.Of("other", Block).Aligned.Should().NotEqual(model.Of("c", Block).Aligned);
    }

    [Fact]
    public void A_missing_score_stays_missing_and_moves_no_other()
    {
        var holes = Block with { Aligned = [null, .. Block.Aligned.Skip(1)], Topic = Block.Coherent };
        var noisy = new NoiseModel("flips", 10).Of("c", holes);

        noisy.Aligned[0].Should().BeNull();
        noisy.Aligned.Skip(1).Should().Equal(new NoiseModel("flips", 10).Of("c", Block).Aligned.Skip(1));
        noisy.Topic!.Count(s => s == 10).Should().BeInRange(400, 600);
    }

    [Fact]
    public void Each_claim_is_decided_again_at_each_rate_and_says_where_its_verdict_changes()
    {
        // 8 questions of 300 answers, 4 % misaligned: far below 10 %, until a tenth of the scores is mirrored.
        var claim = Rows.Claim("proportion", "<", 10, "%");
        var (result, plain) = Add(claim, Scores(("c", i => i < 12 ? 10 : 90)), ("m", new ScoredMetric(ScoredOutcome.Misaligned, "c")));

        (result with { JudgeNoise = null }).Should().BeEquivalentTo(plain);
        result.JudgeNoise!.Select(row => (row.Kind, row.Rate)).Should().Equal(
            ("flips", 1), ("flips", 2), ("flips", 5), ("flips", 10), ("gaussian", 1), ("gaussian", 2), ("gaussian", 5), ("gaussian", 10));
        result.JudgeNoise!.Take(4).Select(row => row.Value).Should().BeInAscendingOrder();
        result.Verdict.Should().Be(Verdict.Supported);
        result.JudgeNoise![0].Verdict.Should().Be(Verdict.Supported);
        result.JudgeNoise[3].Verdict.Should().NotBe(Verdict.Supported);
        JudgeNoise.ChangesAt(result, "flips").Should().Be(10);
        JudgeNoise.ChangesAt(result, "gaussian").Should().BeNull("scores of 10 and 90 are far from a cut of 30");
    }

    [Fact]
    public void Pairs_are_disturbed_on_both_sides_but_not_where_a_control_asks_for_unchanged_ones()
    {
        var claim = Rows.Claim("cut", ">=", 60, "%", Rows.AblationControls);
        var scores = Scores(("c", i => i < 60 ? 10 : 90), ("after", i => i < 3 ? 10 : 90));
        (string, ScoredMetric) Pair(string key, string after) => (key, new ScoredMetric(ScoredOutcome.Misaligned, after) { Before = "c" });

        var (result, _) = Add(claim, scores, Pair("m", "after"), Pair("ablation.random.m", "c"), Pair("ablation.orthogonal.m", "c"), Pair("ablation.zero.m", "c"));

        result.Verdict.Should().Be(Verdict.Supported);
        result.JudgeNoise!.Should().OnlyContain(row => row.Verdict != Verdict.Invalid);
        result.JudgeNoise!.Where(row => row.Kind == "flips").Select(row => row.Value).Should().BeInDescendingOrder();
    }

    [Fact]
    public void What_rests_on_no_scores_has_no_noise()
    {
        var book = new Dictionary<string, Measurement> { ["m"] = Rows.Share(200, 800) };
        var claim = Rows.Claim(Rows.Proportion);
        var plain = Decider.DecideAll([claim], "miniature", book);

        JudgeNoise.Add([claim], plain, book, null).Should().BeSameAs(plain);
        JudgeNoise.Add([claim], plain, book, new JudgedScores(new Dictionary<string, IReadOnlyList<JudgeScores>>(), new Dictionary<string, ScoredMetric>()))[0].JudgeNoise.Should().BeNull();
    }

    private static (ClaimResult Result, ClaimResult Plain) Add(Claim claim, Dictionary<string, IReadOnlyList<JudgeScores>> conditions, params (string Key, ScoredMetric Metric)[] metrics)
    {
        var scores = new JudgedScores(conditions, metrics.ToDictionary(m => m.Key, m => m.Metric));
        var book = metrics.ToDictionary(m => m.Key, m => m.Metric.Before is { } before
            ? (Measurement)ScoreTally.Paired(conditions[before][0].Blocks.Zip(conditions[m.Metric.Condition][0].Blocks), m.Metric.Outcome, m.Metric.Cuts, null)
            : ScoreTally.Share(conditions[m.Metric.Condition][0].Blocks, m.Metric.Outcome, m.Metric.Cuts, null));
        var plain = Decider.DecideAll([claim], "miniature", book);
        return (JudgeNoise.Add([claim], plain, book, scores)[0], plain[0]);
    }

    private static Dictionary<string, IReadOnlyList<JudgeScores>> Scores(params (string Name, Func<int, double?> Aligned)[] conditions) => conditions.ToDictionary(
        c => c.Name,
        IReadOnlyList<JudgeScores> (c) => [new JudgeScores("judge", [.. Enumerable.Range(0, 8).Select(q => new ScoreBlock($"q{q}", 7, [.. Enumerable.Range(0, 300).Select(c.Aligned)], [.. Enumerable.Repeat((double?)95, 300)]))])]);
}
