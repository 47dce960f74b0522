using Repro.Claims.Measurements;
using Repro.Claims.Statistics;

namespace Repro.Claims.Tests.Statistics;

/// <summary>Intervals and tests whose sample is questions, groups or points: hand-computed values, published ones, identities.</summary>
public sealed class SampledIntervalTests
{
    private static readonly Cluster[] Four = [new(1, 10), new(3, 10), new(5, 10), new(7, 10)];

    /// <summary>Shares 0.1, 0.3, 0.5, 0.7: mean 0.4, standard deviation 0.2582, t(3) at 95 % 2.35336.</summary>
    [Fact]
    public void Cluster_t_of_equal_questions_is_the_t_interval_of_their_shares()
        => Near(Clustered.ClusterT(Four, 0.05), 0.4 - (2.353363 * 0.1290994), 0.4 + (2.353363 * 0.1290994), 1e-6);

    [Fact]
    public void Cluster_t_is_cut_to_shares()
    {
        var ends = Clustered.ClusterT([new(0, 10), new(10, 10)], 0.05);

        ends.Should().Be(new Interval(0, 1));
    }

    /// <summary>n* = 40 / (1 + 9 x 0.3) = 10.81 against p q / Var t^2 / z^2 = 7.04: the sample's own spread is larger here.</summary>
    [Fact]
    public void Survey_takes_the_smaller_effective_sample()
    {
        var factor = 2.353363 / 1.6448536;
        var size = 0.24 / (0.1290994 * 0.1290994 * factor * factor);

        Near(Clustered.Survey(Four, 0.05), Proportion.ClopperPearson(0.4 * size, size, 0.05), 1e-5);
        var alike = Enumerable.Repeat(new Cluster(4, 10), 8).ToArray();
        Near(Clustered.Survey(alike, 0.05), Proportion.ClopperPearson(0.4 * 80 / 3.7, 80 / 3.7, 0.05), 1e-9);
    }

    [Fact]
    public void Wild_bootstrap_is_near_the_t_interval_where_questions_are_many_and_even()
    {
        Cluster[] many = [.. Enumerable.Range(0, 28).Select(i => new Cluster(10 + (i % 7), 50))];

        Near(Clustered.Wild(many, 0.05, new SplitMix("w")), Clustered.ClusterT(many, 0.05), 3e-3);
    }

    [Fact]
    public void Wild_bootstrap_leaves_a_side_open_that_nothing_rejects()
        => Clustered.Wild([new(1, 10), new(4, 10)], 0.05, new SplitMix("w")).Should().Be(new Interval(0, 1));

    [Fact]
    public void Population_is_the_hull_of_its_parts_and_leaves_the_wild_bootstrap_out_from_30_questions()
    {
        var counts = Four.Select((c, i) => new QuestionCount($"q{i}", 0, (int)c.Successes, 10)).ToList();
        var hull = Clustered.ClusterT(Four, 0.05).Hull(Clustered.Survey(Four, 0.05)).Hull(Clustered.Wild(Four, 0.05, new SplitMix("x")));
        var stream = new SplitMix("x");

        Clustered.Population(counts, 0.05, new SplitMix("x")).Should().Be(hull);
        Clustered.Over([.. Enumerable.Repeat(Four, 8).SelectMany(c => c).Take(30)], 0.05, stream);
        stream.Next().Should().Be(new SplitMix("x").Next(), "30 questions draw no weights");
        Clustered.Over([.. Enumerable.Repeat(Four, 7).SelectMany(c => c)], 0.05, stream = new SplitMix("x"));
        stream.Next().Should().NotBe(new SplitMix("x").Next(), "28 do");
    }

    [Fact]
    public void Seeds_of_a_question_are_one_cluster()
        => Clustered.Pool([new("b", 1, 1, 4), new("a", 1, 2, 5), new("b", 2, 3, 6), new("c", 1, 0, 0)]).Should().Equal(new Cluster(2, 5), new Cluster(4, 10));

    /// <summary>56/70 against 48/80: 0.2, Newcombe's score interval [0.0524, 0.3339] at 95 %.</summary>
    [Fact]
    public void Difference_of_independent_shares_is_near_Newcombes()
    {
        var interval = ShareDifference.Independent([new("q", 0, 56, 70)], [new("q", 0, 48, 80)], 0.025);

        Near(interval, 0.0524, 0.3339, 0.012);
        interval.Low.Should().BeLessThan(0.0524);
    }

    [Fact]
    public void Difference_of_pairs_gains_from_their_agreement()
    {
        var alike = ShareDifference.Paired(Rows.Pairs(800, 200, 200).Pairs, 0.05);
        var apart = ShareDifference.Paired(Rows.Pairs(800, 200, 100, 100).Pairs, 0.05);

        (alike.High - alike.Low).Should().BeLessThan(0.3 * (apart.High - apart.Low));
        alike.Low.Should().BeApproximately(-alike.High, 1e-12);
        ShareDifference.Paired(Rows.Pairs(800, 200, 150).Pairs, 0.05).High.Should().BeLessThan(0);
        ShareDifference.Paired(Rows.Pairs(800, 200, 200, 50).Pairs, 0.05).Low.Should().BeGreaterThan(0);
    }

    [Fact]
    public void Difference_of_pairs_is_wider_when_questions_disagree()
    {
        static IEnumerable<PairedOutcome> Question(int q, int after) => Enumerable.Range(0, 50).Select(i => new PairedOutcome($"q{q}", 0, i, i < 20, i < after));
        var agree = ShareDifference.Paired([.. Enumerable.Range(0, 8).SelectMany(q => Question(q, 10))], 0.05);
        var disagree = ShareDifference.Paired([.. Enumerable.Range(0, 8).SelectMany(q => Question(q, q % 2 == 0 ? 0 : 20))], 0.05);

        (agree.High - agree.Low).Should().BeGreaterThan(0.05, "questions that agree do not make answers certain");
        (disagree.High - disagree.Low).Should().BeGreaterThan(2 * (agree.High - agree.Low));
        ShareDifference.Paired([.. Question(0, 10)], 0.05).Should().NotBe(agree);
    }

    /// <summary>Hollander and Wolfe's data on motivation and piecework: J = 79, p = 0.0207 by the normal approximation without correction.</summary>
    [Fact]
    public void Jonckheere_of_the_piecework_data()
    {
        double[][] groups = [[40, 35, 38, 43, 44, 41], [38, 40, 47, 44, 40, 42], [48, 40, 45, 43, 46, 44]];
        List<OrderedValue> values = [.. groups.SelectMany((g, level) => g.Select(v => new OrderedValue("q", level, v)))];

        Jonckheere.Order(values).Mean.Should().BeApproximately(((2 * 79.0) - 108) / 108, 1e-12);
        Jonckheere.Normal(values).Should().BeInRange(0.0207, 0.0245);
        Jonckheere.Permuted(values, new SplitMix("j"), 4999).Should().BeApproximately(0.022, 0.007);
    }

    [Fact]
    public void Order_is_1_for_growth_minus_1_for_a_fall_and_0_for_ties()
    {
        OrderedValue[] Of(string q, params double[] values) => [.. values.Select((v, i) => new OrderedValue(q, i, v))];
        var (mean, questions) = Jonckheere.Order([.. Of("a", 1, 2, 3), .. Of("b", 3, 2, 1), .. Of("c", 1, 1, 1), .. Of("d", 1, 2, 2)]);

        questions.Take(3).Should().Equal(1, -1, 0);
        questions[3].Should().BeApproximately(2.0 / 3, 1e-12);
        mean.Should().BeApproximately(1.0 / 6, 1e-12);
        Jonckheere.Normal([.. Of("c", 1, 1, 1)]).Should().Be(1);
        Jonckheere.Permuted([.. Of("c", 1, 1, 1)], new SplitMix("t")).Should().Be(1);
    }

    [Fact]
    public void Values_at_one_level_are_not_compared()
        => Jonckheere.Order([new("q", 0, 1), new("q", 0, 9), new("q", 1, 5)]).Questions.Should().Equal(0);

    [Fact]
    public void Questions_that_all_agree_bound_by_their_number()
    {
        var interval = Jonckheere.Over([1, 1, 1, 1, 1, 1, 1, 1], 0.05);

        Near(interval, (2 * Math.Pow(0.05, 1.0 / 8)) - 1, 1, 1e-9);
        Jonckheere.Over([0, 0, 0, 0], 0.05).Low.Should().BeLessThan(-0.5);
    }

    [Fact]
    public void Order_over_questions_is_a_t_interval() => Near(Jonckheere.Over([-0.8, -0.4, 0, 0.4], 0.05), -0.2 - (2.353363 * 0.2581989), -0.2 + (2.353363 * 0.2581989), 1e-6);

    [Fact]
    public void A_random_cosine_is_symmetric_and_shrinks_with_the_dimension()
    {
        CosineNull.Random(0, 7).Should().BeApproximately(0.5, 1e-12);
        CosineNull.Random(0.5, 3).Should().BeApproximately(0.25, 1e-9, "on a sphere the projection is uniform");
        CosineNull.Random(-0.5, 3).Should().BeApproximately(0.75, 1e-9);
        CosineNull.Random(0.2, 5120).Should().BeLessThan(1e-12);
    }

    [Fact]
    public void The_largest_over_layers_is_what_each_layer_must_beat()
    {
        CosineLayer[] layers = [new("a|b", 0, 0.5, []), new("a|b", 1, 0.9, [])];
        CosineLayer[] permuted = [new("a|b", 0, 0, [0.1, 0.6, 0.2]), new("a|b", 1, 0, [0.3, 0.1, 0.5])];

        CosineNull.Largest(layers, permuted).Should().Equal(0.75, 0.25);
        CosineNull.Share(layers, permuted, 0).Should().Be(0.25, "the least over layers is 0.5, and 0.1, 0.1, 0.2 by permutation");
        CosineNull.Share(layers, permuted, 1).Should().Be(0.25);
    }

    [Fact]
    public void A_clear_step_and_a_clear_line_are_told_apart()
    {
        List<SeriesPoint> Series(Func<int, double> centre) => [.. Enumerable.Range(0, 20).Select(i => new SeriesPoint(i, centre(i) + (0.05 * ((i * 7 % 5) - 2))))];
        var step = Series(i => i < 8 ? 0 : 1);
        var line = Series(i => i / 20.0);

        (ChangePoint.Evidence(step) > 0, ChangePoint.Evidence(line) < 0, ChangePoint.Place(step)).Should().Be((true, true, 7));
        ChangePoint.Bounds(step, 0.05, new SplitMix("s")).Low.Should().BeGreaterThan(0);
        ChangePoint.Bounds(line, 0.05, new SplitMix("s")).High.Should().BeLessThan(0);
    }

    [Fact]
    public void Evidence_does_not_depend_on_the_units()
    {
        List<SeriesPoint> points = [.. new[] { 0.1, 0.3, 0.2, 0.7, 0.9, 0.8, 1.2 }.Select((y, i) => new SeriesPoint(i, y))];
        List<SeriesPoint> scaled = [.. points.Select(p => new SeriesPoint(100 + (50 * p.X), (3 * p.Y) - 1))];

        ChangePoint.Evidence(scaled).Should().BeApproximately(ChangePoint.Evidence(points), 1e-9);
    }

    [Fact]
    public void Evidence_of_a_hand_computed_series()
    {
        // Levels 1/3 and 10/3: residual squares 2/3 each.
        List<SeriesPoint> points = [.. new double[] { 0, 1, 0, 3, 4, 3 }.Select((y, i) => new SeriesPoint(i, y))];

        ChangePoint.Place(points).Should().Be(2);
        ChangePoint.Evidence(points).Should().BeApproximately(3 * Math.Log(Quadratic(points) / (4.0 / 3)), 1e-9);
    }

    [Fact]
    public void Too_few_simulations_for_a_level_bound_nothing()
        => ChangePoint.Bounds([.. Enumerable.Range(0, 8).Select(i => new SeriesPoint(i, i % 3))], 0.01, new SplitMix("s"), 98).Should().Be(new Interval(double.NegativeInfinity, double.PositiveInfinity));

    [Fact]
    public void Groups_are_averaged_over_the_repeats_that_held_them_out()
        => GroupedAccuracy.Groups([new(0, "b", 3, 4), new(1, "b", 2, 4), new(0, "a", 1, 2), new(0, "c", 0, 0)]).Should().Equal(new Cluster(1, 2), new Cluster(2.5, 4));

    [Fact]
    public void Accuracy_is_not_narrower_than_its_null()
    {
        Cluster[] groups = [.. Enumerable.Repeat(new Cluster(7, 10), 400)];
        double[] chance = [.. Enumerable.Range(0, 99).Select(i => 0.3 + (i * 0.4 / 98))];

        Near(GroupedAccuracy.Over(groups, chance, 0.05, new SplitMix("a")), 0.7 - (94 * 0.4 / 98) + 0.2, 0.7 + 0.2 - (4 * 0.4 / 98), 1e-9);
        GroupedAccuracy.Over(groups, chance, 0.005, new SplitMix("a")).Should().Be(new Interval(0, 1));
    }

    /// <summary>Residual squares of a least-squares quadratic at x = 0 .. 5, by the orthogonal polynomials (-5 -3 -1 1 3 5) and (5 -1 -4 -4 -1 5).</summary>
    private static double Quadratic(List<SeriesPoint> points)
    {
        double[] y = [.. points.Select(p => p.Y)], linear = [-5, -3, -1, 1, 3, 5], curved = [5, -1, -4, -4, -1, 5];
        double mean = y.Average(), l = y.Zip(linear, (a, b) => a * b).Sum(), c = y.Zip(curved, (a, b) => a * b).Sum();
        return y.Sum(v => (v - mean) * (v - mean)) - (l * l / 70) - (c * c / 84);
    }

    private static void Near(Interval actual, Interval expected, double tolerance) => Near(actual, expected.Low, expected.High, tolerance);

    private static void Near(Interval actual, double low, double high, double tolerance)
    {
        actual.Low.Should().BeApproximately(low, tolerance);
        actual.High.Should().BeApproximately(high, tolerance);
    }
}
