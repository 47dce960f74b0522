using Repro.Claims.Ledgers;
using Repro.Claims.Looks;
using Repro.Claims.Measurements;
using Repro.Claims.Multiverses;
using Repro.Claims.Results;

namespace Repro.Claims.Tests.Looks;

public sealed class SequentialTests
{
    private static readonly Claim Claim = Rows.Claim(Rows.Proportion);

    private static readonly LookPlan Five = LookPlan.Of(5, 100);

    [Theory]
    [InlineData(48, Verdict.Supported, 1)]
    [InlineData(32, Verdict.Supported, 2)]
    [InlineData(16, Verdict.Inconclusive, 5)]
    [InlineData(2, Verdict.Refuted, 2)]
    public void A_claim_closes_at_the_first_look_that_decides_or_at_the_last(int successes, Verdict verdict, int look)
    {
        var asked = new List<int>();
        var result = Decide(Claim, at => new() { ["m"] = Rows.Share(successes * at, 160 * at) }, asked);

        (result.Verdict, result.Sequential!.Look, result.Sequential.Looks, result.Sequential.Alpha).Should().Be((verdict, look, 5, Five.Level(look, 0.05)));
        result.N.Should().Be(160 * look);
        asked.Should().Equal(Enumerable.Range(1, look));
        result.Value.Should().BeApproximately(100.0 * successes / 160, 1e-9);
    }

    [Fact]
    public void The_last_look_has_what_is_left_of_alpha_and_not_all_of_it()
    {
        // 96 of 800 at 10 %: Supported at 5 %, not at the 4.1 % that the fifth look has.
        var book = Enumerable.Range(80, 40).First(x => Decider.Decide(Claim, "miniature", Book(x)).Verdict == Verdict.Supported);
        var result = Decide(Claim, at => at < 5 ? new() { ["m"] = Rows.Share(16 * at, 160 * at) } : Book(book));

        result.Verdict.Should().Be(Verdict.Inconclusive);
        result.Interval!.Should().Equal(Decider.Decide(Claim with { Alpha = Five.Level(5, 0.05) }, "miniature", Book(book)).Interval);
        result.PSupported.Should().BeGreaterThan(0.05);

        static Dictionary<string, Measurement> Book(int successes) => new() { ["m"] = Rows.Share(successes, 800) };
    }

    [Fact]
    public void A_control_is_held_to_the_level_of_the_look_and_keeps_the_claim_open_while_it_fails()
    {
        // 24 of 160 are above a floor of 9 % at 5 %, and not at the level of the first look: 0.001 %.
        var claim = Claim with { Controls = [new Control("floor", "c", ControlRule.Above, 9)] };
        Dictionary<string, Measurement> At(int look) => new() { ["m"] = Rows.Share(48 * look, 160 * look), ["c"] = Rows.Share(24 * look, 160 * look) };
        Decider.Decide(claim, "miniature", At(1)).Verdict.Should().Be(Verdict.Supported);

        var result = Decide(claim, At);

        result.Verdict.Should().Be(Verdict.Supported);
        result.Sequential!.Look.Should().BeGreaterThan(1);
        result.Controls.Should().OnlyContain(control => control.Passed);
    }

    [Fact]
    public void A_control_that_never_holds_makes_the_claim_Invalid_at_the_last_look_only()
    {
        var claim = Claim with { Controls = [new Control("floor", "c", ControlRule.Above, 50)] };
        var asked = new List<int>();

        var result = Decide(claim, at => new() { ["m"] = Rows.Share(48 * at, 160 * at), ["c"] = Rows.Share(48 * at, 160 * at) }, asked);

        (result.Verdict, result.Sequential!.Look).Should().Be((Verdict.Invalid, 5));
        asked.Should().Equal(1, 2, 3, 4, 5);
    }

    [Fact]
    public void What_a_closed_claim_needed_is_not_asked_for_any_more()
    {
        Claim[] claims = [Claim, Claim with { Id = "C2", Metrics = ["other"], Controls = [new Control("shared", "c", ControlRule.Below, 100)] }];
        var asked = new List<string>();

        var results = Sequential.Decide(claims, "miniature", Five, _ => true, (look, keys) =>
        {
            asked.Add(string.Join(' ', keys));
            return new LookBook(new Dictionary<string, Measurement> { ["m"] = Rows.Share(48 * look, 160 * look), ["other"] = Rows.Share(16 * look, 160 * look), ["c"] = Rows.Share(0, 160 * look) }, null);
        });

        results.Select(r => r.Sequential!.Look).Should().Equal(1, 5);
        asked.Should().Equal("m other c", "other c", "other c", "other c", "other c");
    }

    [Fact]
    public void A_claim_that_is_not_counted_from_answers_is_decided_once_at_its_alpha()
    {
        Claim[] claims = [Claim, Claim with { Id = "C2", Metrics = ["m"], Controls = [new Control("floor", "scored", ControlRule.Above, 1)] }];
        var asked = new List<string>();
        Dictionary<string, Measurement> book = new() { ["m"] = Rows.Share(32, 160), ["scored"] = Rows.Share(32, 160) };

        var results = Sequential.Decide(claims, "miniature", Five, key => key == "scored", (look, keys) =>
        {
            asked.Add($"{look}: {string.Join(' ', keys)}");
            return new LookBook(book, null);
        });

        asked.Should().Equal("1: m", "5: m scored");
        results.Should().OnlyContain(r => r.Sequential == null && r.Verdict == Verdict.Supported && r.Estimand.EndsWith("90 % interval"));
    }

    [Fact]
    public void A_metric_that_was_not_measured_leaves_the_claim_NotRun_at_once()
    {
        var asked = new List<int>();
        var result = Decide(Claim, _ => new() { ["m"] = new MissingMeasurement("No weights.") }, asked);

        (result.Verdict, result.Reason, result.Sequential).Should().Be((Verdict.NotRun, "No weights.", (SequentialDecision?)null));
        asked.Should().Equal(1);
    }

    [Fact]
    public void Answers_are_counted_over_the_distinct_conditions_of_claim_and_controls()
    {
        var claim = Claim with { Controls = [new Control("same condition", "c", ControlRule.Above, 1)] };
        var plan = LookPlan.Of(2, 6);

        var result = Sequential.Decide([claim], "miniature", plan, _ => true, (look, _) => Known(3 * look))[0];

        result.Sequential.Should().Be(new SequentialDecision(2, 2, plan.Level(2, 0.05), 12, 12));
    }

    [Fact]
    public void A_claim_that_closes_early_used_the_answers_of_its_look_and_not_the_planned_ones()
    {
        var plan = LookPlan.Of(2, 6);

        var result = Sequential.Decide([Claim], "miniature", plan, _ => true, (look, _) => new LookBook(new Dictionary<string, Measurement> { ["m"] = Rows.Share(48, 160) }, Known(3 * look).Scores))[0];

        result.Sequential.Should().Be(new SequentialDecision(1, 2, plan.Level(1, 0.05), 6, 12));
        result.Sequential!.Saved.Should().Be(0.5);
    }

    [Fact]
    public void What_was_known_at_a_look_follows_from_the_scores_of_its_answers()
    {
        var then = Known(6).After(3);

        then.Book["m"].Should().BeEquivalentTo(Known(3).Book["m"]);
        then.Scores!.ToText().Should().Be(Known(3).Scores!.ToText());
        Known(6).After(6).Book["m"].Should().BeEquivalentTo(Known(6).Book["m"]);
    }

    [Fact]
    public void Other_analysis_choices_are_decided_over_the_same_answers_at_the_same_level()
    {
        var plan = LookPlan.Of(2, 6);
        var results = Sequential.Decide([Claim], "miniature", plan, _ => true, (look, _) => Known(3 * look));

        var row = Sequential.AddMultiverse([Claim], results, plan, Known(6))[0].Multiverse!.Single(choice => choice.Choice == "alignment cut 35");

        row.Interval.Should().Equal(results[0].Interval);
        row.Value.Should().Be(results[0].Value);
    }

    [Fact]
    public void Early_levels_are_told_with_the_digits_that_they_have()
    {
        var first = Decide(Claim, at => new() { ["m"] = Rows.Share(48 * at, 160 * at) });

        first.Estimand.Should().EndWith("99.9977 % interval");
        first.PSupported.Should().BeLessThanOrEqualTo(0.05).And.BeGreaterThan(0.001);
    }

    /// <summary>Two questions of one seed; the first of each three answers is misaligned. Metric c is the coherence of the same answers.</summary>
    private static LookBook Known(int samples)
    {
        ScoreBlock Block(string question) => new(question, 1, [.. Enumerable.Range(0, samples).Select(i => (double?)(i % 3 == 0 ? 10 : 90))], [.. Enumerable.Repeat((double?)90, samples)]);
        ScoreBlock[] blocks = [Block("a"), Block("b")];
        var scores = new JudgedScores(
            new Dictionary<string, IReadOnlyList<JudgeScores>> { ["model"] = [new JudgeScores("rubric", blocks)] },
            new Dictionary<string, ScoredMetric> { ["m"] = new(ScoredOutcome.Misaligned, "model"), ["c"] = new(ScoredOutcome.Coherent, "model") });
        return new LookBook(
            new Dictionary<string, Measurement>
            {
                ["m"] = ScoreTally.Share(blocks, ScoredOutcome.Misaligned, ScoreCuts.Papers, "rubric"),
                ["c"] = ScoreTally.Share(blocks, ScoredOutcome.Coherent, ScoreCuts.Papers, "rubric"),
            },
            scores);
    }

    private static ClaimResult Decide(Claim claim, Func<int, Dictionary<string, Measurement>> book, List<int>? asked = null) => Sequential.Decide([claim], "miniature", Five, _ => true, (look, _) =>
    {
        asked?.Add(look);
        return new LookBook(book(look), null);
    })[0];
}
