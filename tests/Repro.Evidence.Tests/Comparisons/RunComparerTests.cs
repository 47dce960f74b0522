using Repro.Claims;
using Repro.Claims.Measurements;
using Repro.Claims.Multiverses;
using Repro.Claims.Results;
using Repro.Claims.Statistics;
using Repro.Evidence.Comparisons;

namespace Repro.Evidence.Tests.Comparisons;

public sealed class RunComparerTests
{
    private static ComparedRun Run(long seed, params double?[][] aligned)
    {
        List<ScoreBlock> blocks = [.. aligned.Select((scores, i) => new ScoreBlock($"q{i}", seed, scores, [.. scores.Select(_ => (double?)90)]))];
        var share = ScoreTally.Share(blocks, ScoredOutcome.Misaligned, ScoreCuts.Papers, "rubric");
        var value = 100.0 * share.Counts.Sum(c => c.Successes) / share.Counts.Sum(c => c.Trials);
        return new ComparedRun
        {
            Name = "run", Run = $"miniature-{seed}", Tier = "miniature",
            Rows = [new ClaimResult { Id = "C03", Title = "It misaligns", Tier = "miniature", Verdict = Verdict.Supported, Expected = Verdict.Supported, Value = value, Interval = [value - 1, value + 1], Comparator = ">", Unit = "%", N = 4, Estimand = "proportion" }],
            Metrics = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { ["C03"] = ["em.mine"] },
            Book = new Dictionary<string, Measurement>(StringComparer.Ordinal) { ["em.mine"] = share },
            Scores = new JudgedScores(
                new Dictionary<string, IReadOnlyList<JudgeScores>>(StringComparer.Ordinal) { ["mine"] = [new JudgeScores("rubric", blocks)] },
                new Dictionary<string, ScoredMetric>(StringComparer.Ordinal) { ["em.mine"] = new(ScoredOutcome.Misaligned, "mine") }),
        };
    }

    [Fact]
    public void The_same_stream_makes_a_pair_and_the_interval_is_that_of_the_ledgers_paired_difference()
    {
        var comparison = RunComparer.Compare(Run(1, [10, 90, 90, 10], [90, 90, 10, 90]), Run(1, [10, 10, 90, 90], [90, 90, 10, 10]));

        var expected = ShareDifference.Paired(
            [
                new("q0", 1, 0, true, true), new("q0", 1, 1, false, true), new("q0", 1, 2, false, false), new("q0", 1, 3, true, false),
                new("q1", 1, 0, false, false), new("q1", 1, 1, false, false), new("q1", 1, 2, true, true), new("q1", 1, 3, false, true),
            ],
            0.05);
        var change = comparison.Claims.Single().Answers.Single();
        change.Should().BeEquivalentTo(new { Condition = "mine", A = 37.5, B = 50.0, Difference = 12.5, Pairs = 8, Changed = 3, Unpaired = 0, IsSame = false });
        change.Interval.Should().Equal(100 * expected.Low, 100 * expected.High);
        comparison.Claims.Single().Difference.Should().BeEquivalentTo(new { Value = 12.5, How = "paired", Pairs = 8, Overlap = false });
    }

    [Fact]
    public void Other_seeds_are_other_streams_and_make_no_pairs()
    {
        var comparison = RunComparer.Compare(Run(1, [10, 90, 90, 10]), Run(2, [10, 10, 90, 10]));

        var change = comparison.Claims.Single().Answers.Single();
        var expected = ShareDifference.Independent([new("q0", 2, 3, 4)], [new("q0", 1, 2, 4)], 0.05);
        change.Should().BeEquivalentTo(new { A = 50.0, B = 75.0, Difference = 25.0, Pairs = 0, Unpaired = 8, IsSame = false });
        change.Interval.Should().Equal(100 * expected.Low, 100 * expected.High);
        comparison.Claims.Single().Difference!.How.Should().Be("independent");
    }

    [Fact]
    public void More_samples_on_one_side_are_unpaired_and_the_claim_has_no_paired_interval()
    {
        var comparison = RunComparer.Compare(Run(1, [10, 90]), Run(1, [10, 90, 10, 10]));

        comparison.Claims.Single().Answers.Single().Should().BeEquivalentTo(new { A = 50.0, B = 50.0, Difference = 0.0, Pairs = 2, Changed = 0, Unpaired = 2, IsSame = false });
        comparison.Claims.Single().Difference.Should().BeEquivalentTo(new { Value = 25.0, How = "independent" });
    }

    [Fact]
    public void A_pair_with_a_missing_score_has_changed_and_leaves_the_shares()
    {
        var comparison = RunComparer.Compare(Run(1, [10, 90, 90]), Run(1, [10, 90, null]));

        comparison.Claims.Single().Answers.Single().Should().BeEquivalentTo(new { A = 50.0, B = 50.0, Pairs = 2, Changed = 1, IsSame = false });
    }

    [Fact]
    public void Scores_that_move_without_an_outcome_are_a_difference_too()
    {
        var comparison = RunComparer.Compare(Run(1, [10, 90]), Run(1, [11, 90]));

        comparison.Claims.Single().Answers.Single().Should().BeEquivalentTo(new { Difference = 0.0, Changed = 1, IsSame = false });
        comparison.IsSame.Should().BeFalse();
        comparison.Headline.Should().Be("Every verdict is the same; 1 of 1 claims differs in numbers, answers or words");
    }

    [Fact]
    public void Two_judges_are_told()
    {
        var other = Run(1, [10, 90]);
        other = other with { Scores = other.Scores! with { Conditions = new Dictionary<string, IReadOnlyList<JudgeScores>>(StringComparer.Ordinal) { ["mine"] = [other.Scores.Conditions["mine"][0] with { Judge = "llm" }] } } };

        RunComparer.Compare(Run(1, [10, 90]), other).Claims.Single().Answers.Single().Should().BeEquivalentTo(new { Judges = "rubric, llm", IsSame = false });
    }

    [Fact]
    public void The_same_run_twice_is_the_same_in_everything()
    {
        var comparison = RunComparer.Compare(Run(1, [10, 90]), Run(1, [10, 90]));

        comparison.IsSame.Should().BeTrue();
        comparison.Headline.Should().Be("No difference in anything");
        comparison.Claims.Single().Difference.Should().BeEquivalentTo(new ValueChange(0, [0, 0], "paired", 2, true));
    }
}
