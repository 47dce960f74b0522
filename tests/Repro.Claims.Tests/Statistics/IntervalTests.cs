using Repro.Claims.Measurements;
using Repro.Claims.Statistics;

namespace Repro.Claims.Tests.Statistics;

/// <summary>Published values, and identities.</summary>
public sealed class IntervalTests
{
    [Fact]
    public void Wilson_of_10_in_100() => Near(Proportion.Wilson(0.1, 100, 0.025), 0.05522914, 0.17436566);

    [Fact]
    public void Clopper_Pearson_of_10_in_100() => Near(Proportion.ClopperPearson(10, 100, 0.025), 0.04900469, 0.17622260);

    [Fact]
    public void Clopper_Pearson_of_none_in_10() => Near(Proportion.ClopperPearson(0, 10, 0.025), 0, 0.30849710);

    [Fact]
    public void Clopper_Pearson_of_all_of_10() => Near(Proportion.ClopperPearson(10, 10, 0.025), 0.69150290, 1);

    [Fact]
    public void Stratified_is_the_hull_of_Wilson_and_exact_on_the_same_size_when_questions_are_alike()
    {
        var alike = Proportion.Stratified([.. Enumerable.Range(0, 8).Select(q => new QuestionCount($"q{q}", 0, 5, 50))], 0.05);

        Near(alike, Proportion.Wilson(0.1, 400, 0.05).Hull(Proportion.ClopperPearson(40, 400, 0.05)), 2e-3);
    }

    [Fact]
    public void Stratified_is_narrower_when_questions_differ()
    {
        var alike = Proportion.Stratified([.. Enumerable.Range(0, 8).Select(q => new QuestionCount($"q{q}", 0, 5, 50))], 0.05);
        var differ = Proportion.Stratified([new("a", 0, 40, 50), .. Enumerable.Range(0, 7).Select(q => new QuestionCount($"q{q}", 0, 0, 50))], 0.05);

        (differ.High - differ.Low).Should().BeLessThan(0.6 * (alike.High - alike.Low)).And.BeGreaterThan(0.2 * (alike.High - alike.Low));
    }

    [Fact]
    public void Stratified_ignores_a_stratum_without_answers_and_holds_at_one_answer_each()
    {
        var one = Proportion.Stratified([new("a", 0, 1, 1), new("b", 0, 0, 1), new("c", 0, 0, 0)], 0.05);

        one.Low.Should().BeInRange(0, 0.1);
        one.High.Should().BeInRange(0.9, 1);
    }

    [Fact]
    public void Stratified_is_exact_at_none() => Near(Proportion.Stratified([new("a", 0, 0, 100)], 0.05), 0, 1 - Math.Pow(0.05, 0.01));

    [Fact]
    public void Independent_ratio_matches_its_binomial_form()
    {
        var interval = IndependentRatio.Exact(45, 400, 75, 400, 0.05);
        var share = Proportion.ClopperPearson(45, 120, 0.05);

        Near(interval, share.Low / (1 - share.Low), share.High / (1 - share.High));
        IndependentRatio.Exact(3, 10, 0, 10, 0.05).High.Should().Be(double.PositiveInfinity);
    }

    [Fact]
    public void Paired_ratio_of_an_unchanged_outcome_holds_1_and_narrows_with_its_count()
    {
        var interval = PairedRatio.Within(Rows.Pairs(800, 200, 200).Pairs, 0.05);

        interval.Low.Should().BeInRange(0.98, 0.99);
        interval.High.Should().BeInRange(1.01, 1.02);
    }

    [Fact]
    public void Paired_ratio_at_none_after_is_bounded_by_the_count_before()
        => PairedRatio.Of(Rows.Pairs(80, 10, 0).Pairs, 0.05, new SplitMix("x")).High.Should().BeInRange(0.3, 0.5);

    [Fact]
    public void Paired_ratio_of_one_question_is_the_interval_within_it()
    {
        var pairs = Rows.Pairs(80, 40, 4).Pairs.Select(p => p with { Question = "q" }).ToList();

        PairedRatio.Of(pairs, 0.05, new SplitMix("x")).Should().Be(PairedRatio.Within(pairs, 0.05));
    }

    [Fact]
    public void Paired_ratio_is_wider_when_questions_disagree()
    {
        var agree = Enumerable.Range(0, 8).SelectMany(q => Question(q, 30, 9)).ToList();
        var disagree = Enumerable.Range(0, 8).SelectMany(q => Question(q, 30, q < 4 ? 0 : 18)).ToList();

        Width(PairedRatio.Of(disagree, 0.05, new SplitMix("x"))).Should().BeGreaterThan(1.5 * Width(PairedRatio.Of(agree, 0.05, new SplitMix("x"))));
    }

    /// <summary>Two questions leave one degree of freedom: t is 6.314 at 5 % and 3.078 at 10 %.</summary>
    [Fact]
    public void Paired_ratio_has_one_degree_of_freedom_less_than_questions()
    {
        List<PairedOutcome> pairs = [.. Question(0, 60, 0), .. Question(1, 60, 55)];
        double Half(double alpha) => Math.Log(PairedRatio.Of(pairs, alpha, new SplitMix("x")).High) - Math.Log(55.5 / 120.5);

        (Half(0.05) / Half(0.1)).Should().BeApproximately(6.3138 / 3.0777, 1e-3);
    }

    [Fact]
    public void Paired_ratio_draws_the_same_for_the_same_name()
    {
        var pairs = Rows.Pairs(400, 100, 13, 2).Pairs;

        PairedRatio.Of(pairs, 0.05, new SplitMix("x")).Should().Be(PairedRatio.Of(pairs, 0.05, new SplitMix("x")));
    }

    [Fact]
    public void Cosine_share_is_the_least_after_the_exceptions()
    {
        var layers = Rows.Cosines(0.01, 0.5, 0.9, 0.85).Layers.Concat(Rows.Cosines(0.01, 0.7, 0.6, 0.95).Layers.Select(l => l with { Pair = "a|c" })).ToList();

        CosineShare.Value(layers, 0).Should().Be(0.5);
        CosineShare.Value(layers, 1).Should().Be(0.7);
    }

    /// <summary>Draws that noise pulled down by 0.1: the lower edge stands on the draws' own scatter, the upper one takes the pull out.</summary>
    [Fact]
    public void Cosine_band_takes_the_pull_of_noise_out_upwards_only()
    {
        var pulled = Rows.Cosines(0.01, 0.7).Layers.Select(l => l with { Draws = [.. l.Draws.Select(d => d - 0.1)] }).ToList();

        var band = CosineShare.Band(pulled, 0, 0.05);

        band.Low.Should().BeInRange(0.685, 0.695);
        band.High.Should().BeInRange(0.805, 0.815);
    }

    [Fact]
    public void Cosine_band_without_scatter_is_the_value()
        => CosineShare.Band(Rows.Cosines(0, 0.9, 0.7).Layers, 0, 0.05).Should().Be(new Interval(0.7, 0.7));

    [Fact]
    public void Cosine_band_lowers_nothing_below_minus_one_and_raises_nothing_above_one()
    {
        var band = CosineShare.Band(Rows.Cosines(5, 0.9).Layers, 0, 0.05);

        band.Should().Be(new Interval(-1, 1));
    }

    [Fact]
    public void Power_grows_with_the_square_of_the_distance()
    {
        var near = Power.Needed(100, 1, 0.5, 0.05)!.Value;
        var far = Power.Needed(100, 1, 1, 0.05)!.Value;

        far.Should().Be(229);
        ((double)near / far).Should().BeApproximately(4, 0.02);
        Power.Needed(100, 1, 0, 0.05).Should().BeNull();
    }

    [Fact]
    public void A_sample_of_the_size_that_power_names_decides_in_four_of_five_worlds()
    {
        var needed = (int)Power.Needed(400, 2.6, 3, 0.05)!.Value;
        var stream = new SplitMix("power");

        var decided = Enumerable.Range(0, 1000).Count(_ => Proportion.Stratified([new("q", 0, Successes(stream, needed, 0.13), needed)], 0.05).Low > 0.10);

        decided.Should().BeInRange(720, 900);
    }

    [Fact]
    public void SplitMix_is_uniform_and_named()
    {
        var stream = new SplitMix("a");
        var counts = new int[4];
        for (var i = 0; i < 4000; i++)
            counts[stream.Below(4)]++;

        counts.Should().OnlyContain(c => c > 880 && c < 1120);
        new SplitMix("a").Next().Should().Be(new SplitMix("a").Next()).And.NotBe(new SplitMix("b").Next());
    }

    private static int Successes(SplitMix stream, int trials, double share) => Enumerable.Range(0, trials).Count(_ => stream.NextDouble() < share);

    private static IEnumerable<PairedOutcome> Question(int question, int before, int after)
        => Enumerable.Range(0, 60).Select(i => new PairedOutcome($"q{question}", 100, i, i < before, i < after));

    private static double Width(Interval interval) => interval.High - interval.Low;

    private static void Near(Interval actual, double low, double high) => Near(actual, new Interval(low, high), 1e-7);

    private static void Near(Interval actual, Interval expected, double tolerance)
    {
        actual.Low.Should().BeApproximately(expected.Low, tolerance);
        actual.High.Should().BeApproximately(expected.High, tolerance);
    }
}
