using Repro.Claims.Ledgers;
using Repro.Claims.Measurements;
using Repro.Claims.Results;

namespace Repro.Claims.Tests;

/// <summary>What the spread over training seeds leaves of a claim. At alpha 0.05 and 2 degrees of freedom t is 2.919986; over the root of three, 1.685854.</summary>
public sealed class OverSeedsTests
{
    private const double Factor = 1.685854;

    private static readonly Claim Share = Rows.Claim(Rows.Proportion);

    [Fact]
    public void A_share_has_the_t_interval_of_its_seeds()
    {
        var result = Decide(Share, Shares(160, 240, 320));

        (result.Verdict, result.Value).Should().Be((Verdict.Supported, 30));
        result.OverSeeds!.Seeds.Should().Equal(130, 131, 132);
        result.OverSeeds.Values.Should().Equal(20, 30, 40);
        Holds(result, 30, 30 - (10 * Factor), 30 + (10 * Factor), Verdict.Supported);
    }

    [Theory]
    [InlineData(">", 15, Verdict.Supported, Verdict.Inconclusive)]
    [InlineData(">", 12, Verdict.Supported, Verdict.Supported)]
    [InlineData("<", 45, Verdict.Supported, Verdict.Inconclusive)]
    [InlineData("<", 12, Verdict.Refuted, Verdict.Refuted)]
    [InlineData("<=", 20, Verdict.Refuted, Verdict.Inconclusive)]
    public void Its_verdict_is_that_of_the_claims_own_rule(string comparator, double threshold, Verdict plain, Verdict over)
    {
        var result = Decide(Rows.Claim("proportion", comparator, threshold, "%"), Shares(160, 240, 320));

        (result.Verdict, result.OverSeeds!.Verdict).Should().Be((plain, over));
    }

    [Fact]
    public void A_share_of_a_population_of_questions_and_the_level_of_the_claim_count_too()
    {
        var result = Decide(Share with { Estimand = EstimandKind.Population, Alpha = 0.1 }, Shares(80, 240, 400));

        Holds(result, 30, 30 - (20 * 1.885618 / Math.Sqrt(3)), 30 + (20 * 1.885618 / Math.Sqrt(3)), Verdict.Inconclusive);
    }

    [Fact]
    public void A_cut_is_taken_within_each_seed()
        => Holds(Decide(Paired(EstimandKind.Cut), Pairs((400, 100), (400, 200), (400, 300))), 50, 50 - (25 * Factor), 50 + (25 * Factor), Verdict.Inconclusive);

    [Fact]
    public void A_relative_change_is_taken_within_each_seed()
        => Holds(Decide(Paired(EstimandKind.Equivalence) with { Comparator = Comparator.Within }, Pairs((400, 380), (400, 400), (400, 420))), 0, -5 * Factor, 5 * Factor, Verdict.Supported);

    [Fact]
    public void A_paired_difference_is_taken_within_each_seed()
        => Holds(Decide(Paired(EstimandKind.Difference) with { Comparator = Comparator.Less }, Pairs((400, 100), (400, 200), (400, 300))), -25, -25 - (12.5 * Factor), -25 + (12.5 * Factor), Verdict.Supported);

    [Fact]
    public void A_difference_of_two_shares_goes_seed_by_seed()
        => Holds(Decide(Share with { Estimand = EstimandKind.Difference, Metrics = ["m", "n"] }, Shares(320, 400, 480), Shares(80, 80, 200)), 35, 35 - (5 * Factor), 35 + (5 * Factor), Verdict.Supported);

    [Fact]
    public void A_ratio_of_two_shares_goes_seed_by_seed()
        => Holds(Decide(Share with { Estimand = EstimandKind.Ratio, Metrics = ["m", "n"], Threshold = 1.5 }, Shares(320, 240, 160), Shares(80, 80, 80)), 3, 3 - Factor, 3 + Factor, Verdict.Inconclusive);

    [Fact]
    public void Of_several_shares_the_worst_of_each_seed_counts()
    {
        var claim = Share with { Metrics = ["m", "n"] };

        Decide(claim, Shares(160, 240, 320), Shares(400, 160, 160)).OverSeeds!.Values.Should().Equal(20, 20, 20);
        Decide(claim with { Comparator = Comparator.Less }, Shares(160, 240, 320), Shares(400, 160, 160)).OverSeeds!.Values.Should().Equal(50, 30, 40);
    }

    [Fact]
    public void It_is_never_narrower_than_the_claims_own_interval()
    {
        var result = Decide(Share, Shares(240, 240, 240));

        result.OverSeeds!.Interval.Should().Equal(result.Interval);
    }

    [Fact]
    public void It_ends_where_the_quantity_ends()
    {
        Decide(Share, Shares(40, 400, 760)).OverSeeds!.Interval.Should().Equal(0, 100);
        Decide(Paired(EstimandKind.Cut), Pairs((400, 0), (400, 200), (400, 0))).OverSeeds!.Interval[1].Should().Be(100);
    }

    [Fact]
    public void Under_three_seeds_there_is_none()
    {
        Decide(Share, Shares(160, 240)).OverSeeds.Should().BeNull();
        Decide(Share, Rows.Share(160, 800)).OverSeeds.Should().BeNull();
    }

    [Fact]
    public void There_is_none_where_metrics_have_other_seeds_or_a_seed_has_no_value()
    {
        Decide(Share with { Metrics = ["m", "n"] }, Shares(160, 240, 320), Shares(160, 240)).OverSeeds.Should().BeNull();
        Decide(Paired(EstimandKind.Cut), Pairs((400, 100), (0, 0), (400, 300))).OverSeeds.Should().BeNull();
        Decide(Share with { Estimand = EstimandKind.Exact }, new ExactMeasurement(11, "d")).OverSeeds.Should().BeNull();
    }

    [Fact]
    public void An_invalid_claim_stays_invalid_and_one_without_a_value_has_none()
    {
        var result = Decide(Share with { Preconditions = [new Control("floor", "none", ControlRule.Above, 1)] }, Shares(160, 240, 320));

        (result.Verdict, result.OverSeeds!.Verdict, result.OverSeeds.Mean).Should().Be((Verdict.Invalid, Verdict.Invalid, 30));
        Decide(Paired(EstimandKind.Cut), Pairs((0, 0), (0, 0), (0, 0))).OverSeeds.Should().BeNull();
    }

    [Fact]
    public void The_plain_verdict_knows_nothing_of_it()
    {
        var spread = Decide(Share with { Threshold = 15 }, Shares(160, 240, 320));
        var one = Decide(Share with { Threshold = 15 }, Shares(240, 240, 240));

        (spread.Verdict, one.Verdict, one.OverSeeds!.Verdict).Should().Be((Verdict.Supported, Verdict.Supported, Verdict.Supported));
    }

    private static Claim Paired(EstimandKind kind) => Share with { Estimand = kind };

    private static void Holds(ClaimResult result, double mean, double low, double high, Verdict verdict)
    {
        var seeds = result.OverSeeds!;
        seeds.Mean.Should().BeApproximately(mean, 1e-9);
        seeds.Interval[0].Should().BeApproximately(low, 1e-4).And.BeLessThan(result.Interval![0]);
        seeds.Interval[1].Should().BeApproximately(high, 1e-4).And.BeGreaterThan(result.Interval[1]);
        seeds.Verdict.Should().Be(verdict);
    }

    /// <summary>800 answers a seed, with the successes spread evenly over eight questions; the last seed stands first.</summary>
    private static ProportionMeasurement Shares(params int[] successes)
        => new([.. successes.SelectMany((x, i) => Rows.Share(x, 800).Counts.Select(c => c with { Seed = 130 + i })).Reverse()]);

    /// <summary>800 pairs a seed.</summary>
    private static PairedMeasurement Pairs(params (int Before, int After)[] seeds)
        => new([.. seeds.SelectMany((s, i) => Rows.Pairs(800, s.Before, Math.Min(s.Before, s.After), Math.Max(0, s.After - s.Before)).Pairs.Select(p => p with { Seed = 130 + i }))]);

    private static ClaimResult Decide(Claim claim, Measurement measurement, Measurement? other = null)
    {
        var book = new Dictionary<string, Measurement> { ["m"] = measurement };
        if (other is not null)
            book["n"] = other;
        return Decider.Decide(claim, "miniature", book);
    }
}
