using Repro.Claims.Goldens;
using Repro.Claims.Ledgers;
using Repro.Claims.Measurements;
using Repro.Claims.Results;

namespace Repro.Claims.Tests;

/// <summary>Planted evidence of every kind: known true, known false, known undecided, and broken.</summary>
public sealed class DeciderTests
{
    private const string Chat = "controls: [{name: chat, metric: c, rule: below, threshold: 5}]";

    private static readonly Dictionary<string, Measurement> Ablations = new()
    {
        ["ablation.random.m"] = Rows.Pairs(800, 200, 190, 5),
        ["ablation.orthogonal.m"] = Rows.Pairs(800, 200, 195, 5),
        ["ablation.zero.m"] = Rows.Pairs(800, 200, 200),
    };

    [Theory]
    [InlineData(">", 160, Verdict.Supported)]
    [InlineData(">", 80, Verdict.Inconclusive)]
    [InlineData(">", 40, Verdict.Refuted)]
    [InlineData("<", 40, Verdict.Supported)]
    [InlineData("<", 160, Verdict.Refuted)]
    [InlineData("<=", 40, Verdict.Supported)]
    [InlineData(">=", 40, Verdict.Refuted)]
    public void Proportion(string comparator, int successes, Verdict verdict)
        => Decide(Rows.Claim("proportion", comparator, 10, "%"), Rows.Share(successes, 800)).Verdict.Should().Be(verdict);

    [Fact]
    public void What_a_tier_cannot_test_is_NotRun_whatever_was_measured()
    {
        var claim = Rows.Claim(Rows.Proportion.Replace("every: {expected: Supported}", "every: {expected: Supported}\n      miniature: {untestable: needs another judge}"));

        var result = Decide(claim, Rows.Share(400, 800));

        (result.Verdict, result.Expected, result.Reason, result.Value).Should().Be((Verdict.NotRun, Verdict.NotRun, "needs another judge", null));
        Decider.Decide(claim, "paper", new Dictionary<string, Measurement> { ["m"] = Rows.Share(400, 800) }).Verdict.Should().Be(Verdict.Supported);
    }

    [Fact]
    public void Proportion_at_its_threshold_with_certainty_holds_only_when_equality_is_allowed()
    {
        Decide(Rows.Claim("exact", ">=", 9, "count"), new ExactMeasurement(9, "d")).Verdict.Should().Be(Verdict.Supported);
        Decide(Rows.Claim("exact", ">", 9, "count"), new ExactMeasurement(9, "d")).Verdict.Should().Be(Verdict.Refuted);
        Decide(Rows.Claim("exact", "<=", 9, "count"), new ExactMeasurement(9, "d")).Verdict.Should().Be(Verdict.Supported);
        Decide(Rows.Claim("exact", "<", 9, "count"), new ExactMeasurement(9, "d")).Verdict.Should().Be(Verdict.Refuted);
        Decide(Rows.Claim("exact", "=", 9, "count"), new ExactMeasurement(9, "d")).Verdict.Should().Be(Verdict.Supported);
        Decide(Rows.Claim("exact", "=", 9, "count"), new ExactMeasurement(8, "d")).Verdict.Should().Be(Verdict.Refuted);
    }

    [Fact]
    public void Of_several_proportions_the_weakest_decides()
    {
        var claim = Rows.Claim(Rows.Proportion.Replace("[m]", "[m, n]"));
        var book = new Dictionary<string, Measurement> { ["m"] = Rows.Share(400, 800), ["n"] = Rows.Share(40, 800) };

        var result = Decider.Decide(claim, "miniature", book);

        (result.Verdict, result.Value, result.N).Should().Be((Verdict.Refuted, 5, 1600));
        result.Estimand.Should().Be("proportion over these questions and seeds (stratified Wilson, not narrower than exact; the weakest of 2, Bonferroni towards refutation), 90 % interval");
        book["n"] = Rows.Share(160, 800);
        Decider.Decide(claim, "miniature", book).Verdict.Should().Be(Verdict.Supported);
    }

    [Fact]
    public void Of_several_proportions_the_largest_decides_below_a_threshold()
    {
        var claim = Rows.Claim(Rows.Proportion.Replace("[m]", "[m, n]").Replace("\">\"", "\"<\""));

        var result = Decider.Decide(claim, "miniature", new Dictionary<string, Measurement> { ["m"] = Rows.Share(400, 800), ["n"] = Rows.Share(40, 800) });

        (result.Verdict, result.Value).Should().Be((Verdict.Refuted, 50));
    }

    [Theory]
    [InlineData(200, 40, Verdict.Supported)]
    [InlineData(120, 40, Verdict.Inconclusive)]
    [InlineData(40, 160, Verdict.Refuted)]
    public void Ratio(int successes, int reference, Verdict verdict)
    {
        var claim = Rows.Claim(Rows.Proportion.Replace("[m]", "[m, n]").Replace("proportion", "ratio").Replace("threshold: 10", "threshold: 1.5").Replace("\"%\"", "ratio"));

        var result = Decider.Decide(claim, "miniature", new Dictionary<string, Measurement> { ["m"] = Rows.Share(successes, 800), ["n"] = Rows.Share(reference, 400) });

        result.Verdict.Should().Be(verdict);
        result.Value.Should().BeApproximately((double)successes / reference / 2, 1e-12);
    }

    [Theory]
    [InlineData(4, 0, Verdict.Supported)]
    [InlineData(20, 0, Verdict.Inconclusive)]
    [InlineData(60, 10, Verdict.Refuted)]
    public void Cut(int kept, int gained, Verdict verdict)
    {
        var result = Decide(Rows.Claim("cut", ">=", 90, "%", Rows.AblationControls), Rows.Pairs(800, 200, kept, gained), Ablations);

        result.Verdict.Should().Be(verdict, result.Reason);
        result.Value.Should().BeApproximately(100 * (1 - ((kept + gained) / 200.0)), 1e-9);
        result.Controls.Select(c => (c.Name, c.Passed)).Should().Equal(("random", true), ("orthogonal", true), ("zero", true));
        result.Controls[2].Value.Should().Be(0);
    }

    [Theory]
    [InlineData(198, 1, Verdict.Supported)]
    [InlineData(185, 0, Verdict.Inconclusive)]
    [InlineData(120, 0, Verdict.Refuted)]
    [InlineData(200, 80, Verdict.Refuted)]
    public void Equivalence(int kept, int gained, Verdict verdict)
    {
        var result = Decide(Rows.Claim("equivalence", "within", 10, "%", "controls: [{name: zero, metric: ablation.zero.m, rule: unchanged}]"), Rows.Pairs(800, 200, kept, gained), Ablations);

        result.Verdict.Should().Be(verdict, result.Reason);
    }

    /// <summary>5 % of the outcomes stay, all of them in one question of eight: other questions could well keep more.</summary>
    [Fact]
    public void A_cut_that_holds_over_answers_but_not_over_questions_is_undecided()
    {
        var pairs = Enumerable.Range(0, 8).SelectMany(q => Enumerable.Range(0, 200).Select(i => new PairedOutcome($"q{q}", 100, i, i < 100, i < (q == 0 ? 40 : 0)))).ToList();

        var result = Decide(Rows.Claim("cut", ">=", 90, "%", Rows.AblationControls), new PairedMeasurement(pairs), Ablations);

        (result.Verdict, result.Value).Should().Be((Verdict.Inconclusive, 95));
    }

    [Theory]
    [InlineData(0.9, Verdict.Supported)]
    [InlineData(0.8, Verdict.Inconclusive)]
    [InlineData(0.6, Verdict.Refuted)]
    public void Cosine(double cosine, Verdict verdict)
    {
        var claim = Rows.Claim("cosine", ">", 0.8, "cosine", "exceptions: {layers: 4, of: 48}", "controls: [{name: random, metric: cosine.random, rule: below, threshold: 0.5}]");
        double[] layers = [0.1, .. Enumerable.Repeat(cosine, 15)];

        var result = Decide(claim, Rows.Cosines(0.05, layers), new() { ["cosine.random"] = Rows.Cosines(0.1, 0.25, -0.375) });

        (result.Verdict, result.Value, result.N).Should().Be((verdict, cosine, 16));
        result.Controls.Should().Equal(new ControlResult("random", -0.0625, true));
    }

    [Fact]
    public void Cosines_of_unequal_shape_are_refused()
    {
        var claim = Rows.Claim("cosine", ">", 0.8, "cosine", "exceptions: {layers: 4, of: 48}", "controls: [{name: random, metric: cosine.random, rule: below, threshold: 0.5}]");
        var ragged = new CosineMeasurement([new("a|b", 0, 0.9, [0.9, 0.9]), new("a|b", 1, 0.9, [0.9, 0.9, 0.9])]);

        FluentActions.Invoking(() => Decide(claim, ragged, new() { ["cosine.random"] = Rows.Cosines(0.1, 0.2) })).Should().Throw<InputException>()
            .WithMessage("Claim C1 needs cosines for equally many layers of every pair, each with the same number of draws, at least 2; got 2 layers and 2/3 draws.");
    }

    [Fact]
    public void Says_why_in_a_sentence()
    {
        Decide(Rows.Claim(Rows.Proportion), Rows.Share(160, 800)).Reason.Should().Be("All of the interval, 17.696 to 22.469, is > 10.");
        Decide(Rows.Claim(Rows.Proportion), Rows.Share(40, 800)).Reason.Should().Be("None of the interval, 3.796 to 6.459, is > 10.");
        Decide(Rows.Claim(Rows.Proportion), Rows.Share(88, 800)).Reason.Should().Be("The interval, 9.227 to 12.99, does not decide > 10. About n = 5748 would, with 80 % power, if the estimate is right; now n = 800.");
        Decide(Rows.Claim(Rows.Proportion), Rows.Share(80, 800)).Reason.Should().Be("The interval, 8.305 to 11.918, does not decide > 10. The estimate stands on the threshold, so no number of answers would decide.");
    }

    public sealed class NotRun
    {
        [Fact]
        public void When_the_metric_is_not_in_the_book()
        {
            var result = Decider.Decide(Rows.Claim(Rows.Proportion), "paper", new Dictionary<string, Measurement>());

            (result.Verdict, result.Reason, result.Value, result.Interval).Should().Be((Verdict.NotRun, "'m' was not measured in this run.", null, null));
        }

        [Fact]
        public void With_the_reason_of_what_is_missing()
            => Decide(Rows.Claim(Rows.Proportion), new MissingMeasurement("No weights.")).Should().BeEquivalentTo(new { Verdict = Verdict.NotRun, Reason = "No weights." });

        [Fact]
        public void With_the_ledgers_reason_where_it_expects_so()
            => Decider.Decide(Rows.Claim(Rows.Proportion.Replace("expected: Supported", "expected: NotRun, reason: Nothing to test with.")), "paper", new Dictionary<string, Measurement>())
                .Should().BeEquivalentTo(new { Verdict = Verdict.NotRun, Expected = Verdict.NotRun, Reason = "Nothing to test with." });
    }

    public sealed class Invalid
    {
        [Theory]
        [InlineData(43, Verdict.Invalid)]
        [InlineData(42, Verdict.Supported)]
        public void When_over_5_percent_have_no_score(int missing, Verdict verdict)
        {
            var result = Decide(Rows.Claim(Rows.Proportion), Rows.Share(160, 800, missing));

            result.Verdict.Should().Be(verdict);
            if (verdict == Verdict.Invalid)
                result.Reason.Should().Be("5.101 % of the answers under 'm' have no score, and at most 5 % may.");
        }

        [Fact]
        public void But_not_at_exactly_5_percent()
            => Decide(Rows.Claim(Rows.Proportion), Rows.Share(152, 760, missing: 40)).Verdict.Should().Be(Verdict.Supported);

        [Theory]
        [InlineData("below")]
        [InlineData("above")]
        public void When_a_control_stands_on_its_threshold(string rule)
            => Decide(Rows.Claim("exact", "=", 9, "count", $"controls: [{{name: c, metric: c, rule: {rule}, threshold: 1}}]"), new ExactMeasurement(9, "d"), new() { ["c"] = new ExactMeasurement(1, "d") })
                .Verdict.Should().Be(Verdict.Invalid);

        [Fact]
        public void When_a_pair_misses_too_many_scores()
            => Decide(Rows.Claim("cut", ">=", 90, "%", Rows.AblationControls), Rows.Pairs(800, 200, 4, missing: 50), Ablations).Reason
                .Should().Be("5.882 % of the answers under 'm' have no score, and at most 5 % may.");

        [Fact]
        public void When_a_control_was_not_run()
        {
            var result = Decide(Rows.Claim("proportion", ">", 10, "%", Chat), Rows.Share(160, 800));

            (result.Verdict, result.Reason, result.Value).Should().Be((Verdict.Invalid, "The control 'chat' was not run: 'c' is not in the book.", 20));
            result.Controls.Should().Equal(new ControlResult("chat", null, false));
        }

        [Fact]
        public void When_a_control_had_nothing_to_measure()
            => Decide(Rows.Claim("proportion", ">", 10, "%", Chat), Rows.Share(160, 800), new() { ["c"] = new MissingMeasurement("no weights") }).Reason
                .Should().Be("The control 'chat' was not run: no weights.");

        [Fact]
        public void When_a_control_fails()
        {
            var result = Decide(Rows.Claim("proportion", ">", 10, "%", Chat), Rows.Share(160, 800), new() { ["c"] = Rows.Share(32, 800) });

            (result.Verdict, result.Reason).Should().Be((Verdict.Invalid, "The control 'chat' failed: 4, upper bound 5.336, must be below 5."));
            result.Controls.Should().Equal(new ControlResult("chat", 4, false));
        }

        [Fact]
        public void When_a_precondition_fails()
            => Decide(Rows.Claim("proportion", ">", 10, "%", "preconditions: [{name: floor, metric: c, rule: above, threshold: 90}]"), Rows.Share(160, 800), new() { ["c"] = Rows.Share(728, 800) })
                .Reason.Should().Be("The control 'floor' failed: 91, lower bound 89.159, must be above 90.");

        [Fact]
        public void When_zero_strength_changes_a_single_answer()
        {
            var book = new Dictionary<string, Measurement>(Ablations) { ["ablation.zero.m"] = Rows.Pairs(800, 200, 199) };

            Decide(Rows.Claim("cut", ">=", 90, "%", Rows.AblationControls), Rows.Pairs(800, 200, 4), book).Reason
                .Should().Be("The control 'zero' failed: 1 pairs differ, none may.");
        }

        [Fact]
        public void When_a_random_direction_cuts_half_as_much()
        {
            var book = new Dictionary<string, Measurement>(Ablations) { ["ablation.random.m"] = Rows.Pairs(800, 200, 110) };

            var result = Decide(Rows.Claim("cut", ">=", 90, "%", Rows.AblationControls), Rows.Pairs(800, 200, 4), book);

            result.Verdict.Should().Be(Verdict.Invalid);
            result.Reason.Should().StartWith("The control 'random' failed: 45, upper bound 5").And.EndWith(", must be below 45.");
        }

        [Fact]
        public void When_a_count_is_not_what_it_must_be()
            => Decide(Rows.Claim("exact", "=", 9, "count", "controls: [{name: rank, metric: c, rule: equals, threshold: 1}]"), new ExactMeasurement(9, "d"), new() { ["c"] = new ExactMeasurement(2, "d") })
                .Reason.Should().Be("The control 'rank' failed: 2 must equal 1.");

        [Fact]
        public void When_there_is_nothing_to_cut()
            => Decide(Rows.Claim("cut", ">=", 90, "%", Rows.AblationControls), Rows.Pairs(800, 0, 0), Ablations).Should()
                .BeEquivalentTo(new { Verdict = Verdict.Invalid, Reason = "No answer under 'm' had the outcome before the intervention, so there is nothing to change.", Value = (double?)null });

        [Fact]
        public void When_a_control_had_nothing_to_cut()
            => Decide(Rows.Claim("cut", ">=", 90, "%", Rows.AblationControls), Rows.Pairs(800, 200, 4), new(Ablations) { ["ablation.random.m"] = Rows.Pairs(800, 0, 0) }).Reason
                .Should().Be("The control 'random' has no value: no answer under 'ablation.random.m' had the outcome before the intervention, so there is nothing to change.");

        [Fact]
        public void When_no_answer_has_a_score()
            => Decide(Rows.Claim(Rows.Proportion), Rows.Share(0, 0)).Reason.Should().Be("No answer has a score.");

        [Fact]
        public void When_the_denominator_is_zero()
            => Decider.Decide(Rows.Claim(Rows.Proportion.Replace("[m]", "[m, n]").Replace("proportion", "ratio").Replace("\"%\"", "ratio")), "miniature",
                new Dictionary<string, Measurement> { ["m"] = Rows.Share(8, 80), ["n"] = Rows.Share(0, 80) }).Reason
                .Should().Be("The denominator's share is 0, so the ratio has no value.");

        [Fact]
        public void When_two_judges_scored()
        {
            var result = Decide(Rows.Claim("proportion", ">", 10, "%", Chat), Rows.Share(160, 800, judge: "a"), new() { ["c"] = Rows.Share(1, 800, judge: "b") });

            (result.Verdict, result.Reason).Should().Be((Verdict.Invalid, "One claim rests on one judge, and there are 2: a; b."));
        }
    }

    [Fact]
    public void Carries_the_judge() => Decide(Rows.Claim(Rows.Proportion), Rows.Share(160, 800, judge: "rubric 1 abc")).Judge.Should().Be("rubric 1 abc");

    [Theory]
    [InlineData("above", 0.6, true)]
    [InlineData("above", 0.8, false)]
    [InlineData("below", 0.8, true)]
    [InlineData("below", 0.6, false)]
    public void A_control_may_look_at_the_mean_cosine(string rule, double threshold, bool passed)
        => Decide(Rows.Claim("proportion", ">", 10, "%", $"controls: [{{name: cosine, metric: c, rule: {rule}, threshold: {threshold}}}]"), Rows.Share(160, 800), new() { ["c"] = Rows.Cosines(0.1, 0.5, 0.875) })
            .Controls.Should().Equal(new ControlResult("cosine", 0.6875, passed));

    [Fact]
    public void A_measurement_of_the_wrong_kind_is_refused()
        => FluentActions.Invoking(() => Decide(Rows.Claim(Rows.Proportion), new ExactMeasurement(1, "d"))).Should().Throw<InputException>()
            .WithMessage("Claim C1 reads a ProportionMeasurement under 'm'; the book holds a ExactMeasurement.");

    [Fact]
    public void Arithmetic_tells_what_the_answers_behind_it_leave_open()
    {
        var result = Decider.Decide(Ledger.Load(Repository.ClaimsFolder)["S04"], "paper", new Dictionary<string, Measurement>());

        (result.Verdict, result.N).Should().Be((Verdict.Supported, 800));
        result.Reason.Should().Be("100 * nine / all = 60.106. 60 is = 60. From the answers behind the figures, it is only known to lie in 43.085 to 83.019.");
        result.Estimand.Should().Be("arithmetic (exact; the interval is the ratio's, from the counts behind it), 90 % interval");
    }

    [Fact]
    public void Golden_sets_the_second_axis_only()
    {
        var first = Decide(Rows.Claim(Rows.Proportion), Rows.Share(160, 800));

        var second = Decider.Decide(Rows.Claim(Rows.Proportion), "miniature", new Dictionary<string, Measurement> { ["m"] = Rows.Share(160, 800) }, Reference.Of(first, "golden"));

        second.Should().BeEquivalentTo(first with { Reproduction = Reproduction.Bitwise });
    }

    [Fact]
    public void Same_book_gives_the_same_bits()
    {
        var claim = Rows.Claim("cut", ">=", 90, "%", Rows.AblationControls);

        ClaimsJson.Write(Decide(claim, Rows.Pairs(800, 200, 4), Ablations)).Should().Be(ClaimsJson.Write(Decide(claim, Rows.Pairs(800, 200, 4), Ablations)));
    }

    private static ClaimResult Decide(Claim claim, Measurement measurement, Dictionary<string, Measurement>? more = null)
        => Decider.Decide(claim, "miniature", new Dictionary<string, Measurement>(more ?? []) { ["m"] = measurement });
}
