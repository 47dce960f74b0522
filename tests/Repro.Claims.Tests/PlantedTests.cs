using Repro.Claims.Ledgers;
using Repro.Claims.Measurements;
using Repro.Claims.Results;
using Repro.Claims.Statistics;

namespace Repro.Claims.Tests;

/// <summary>For every kind of claim one case that is known to be true, one that is false and one that the data leave open, through the very path of real ones.</summary>
public sealed class PlantedTests
{
    private static readonly Claim Plain = Rows.Claim(Rows.Proportion);

    public static TheoryData<EstimandKind, Verdict> Cases
    {
        get
        {
            var cases = new TheoryData<EstimandKind, Verdict>();
            foreach (var kind in Enum.GetValues<EstimandKind>())
                foreach (var verdict in (Verdict[])[Verdict.Supported, Verdict.Refuted, Verdict.Inconclusive])
                    if (kind is not (EstimandKind.Exact or EstimandKind.Arithmetic) || verdict != Verdict.Inconclusive)
                        cases.Add(kind, verdict);
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Comes_out_as_it_was_planted(EstimandKind kind, Verdict planted)
    {
        var (claim, book) = Plant(kind, planted);

        var result = Decider.Decide(claim, "miniature", book);

        result.Verdict.Should().Be(planted, result.Reason);
        if (kind is EstimandKind.Exact or EstimandKind.Arithmetic)
            return;
        (result.PSupported <= claim.Alpha, result.PRefuted <= claim.Alpha).Should().Be((planted == Verdict.Supported, planted == Verdict.Refuted), result.Reason);
        result.Estimand.Should().Contain(", 90 % interval");
        result.Interval![0].Should().BeLessThan(result.Interval[1]);
    }

    [Theory]
    [InlineData(EstimandKind.Population, "; only 8 questions, fewer than 30")]
    [InlineData(EstimandKind.Accuracy, "; only 24 groups, fewer than 30")]
    [InlineData(EstimandKind.Ordered, "; only 8 questions, fewer than 30")]
    [InlineData(EstimandKind.ChangePoint, "; the best step is behind x = 14")]
    public void Says_what_the_sample_is(EstimandKind kind, string note)
    {
        var (claim, book) = Plant(kind, Verdict.Supported);

        Decider.Decide(claim, "miniature", book).Estimand.Should().EndWith(note);
    }

    [Theory]
    [InlineData(EstimandKind.Population, 120, "About 6.2 times as many questions would, with 80 % power, if the estimate is right.")]
    [InlineData(EstimandKind.Proportion, 184, "About n = 3047 would, with 80 % power, if the estimate is right; now n = 800.")]
    public void Says_of_what_there_should_be_more(EstimandKind kind, int successes, string reason)
        => Decider.Decide(Plain with { Estimand = kind, Threshold = 25 }, "miniature", new Dictionary<string, Measurement> { ["m"] = Rows.Share(successes, 800) }).Reason.Should().EndWith(reason);

    [Fact]
    public void Thirty_questions_are_not_called_few()
    {
        var many = new ProportionMeasurement([.. Enumerable.Range(0, 30).Select(q => new QuestionCount($"q{q}", 0, 20, 50))]);

        Decider.Decide(Plain with { Estimand = EstimandKind.Population }, "miniature", new Dictionary<string, Measurement> { ["m"] = many }).Estimand.Should().EndWith("90 % interval");
    }

    [Fact]
    public void A_population_is_decided_by_its_questions_not_by_their_answers()
    {
        Measurement uneven = new ProportionMeasurement([.. new[] { 66, 48, 36, 6, 4, 4, 4, 0 }.Select((x, q) => new QuestionCount($"q{q}", 0, x, 100))]);
        var book = new Dictionary<string, Measurement> { ["m"] = uneven };

        Decider.Decide(Plain, "miniature", book).Verdict.Should().Be(Verdict.Supported);
        Decider.Decide(Plain with { Estimand = EstimandKind.Population }, "miniature", book).Verdict.Should().Be(Verdict.Inconclusive);
    }

    [Fact]
    public void What_chance_gives_as_well_is_not_supported()
    {
        var (claim, book) = Plant(EstimandKind.Accuracy, Verdict.Supported);
        var lucky = ((AccuracyMeasurement)book["m"]) with { Null = [.. Enumerable.Range(0, 99).Select(i => i < 60 ? 0.5 : i < 95 ? 0.6 : 0.99)] };
        book["m"] = lucky with { Null = [.. lucky.Null.Select((x, i) => i is 1 or 2 or 3 ? 0.99 : x)] };

        var result = Decider.Decide(claim, "miniature", book);

        result.Verdict.Should().Be(Verdict.Inconclusive);
        result.PSupported.Should().BeApproximately(0.08, 1e-4);
    }

    [Fact]
    public void A_cosine_that_permuted_labels_reach_is_not_supported()
    {
        var (claim, book) = Plant(EstimandKind.Cosine, Verdict.Supported);
        var cosines = (CosineMeasurement)book["m"];

        book["m"] = cosines with { Null = [.. cosines.Layers.Select(l => l with { Draws = [.. Enumerable.Range(0, 99).Select(i => i < 8 ? 0.97 : 0.1)] })] };
        var reached = Decider.Decide(claim, "miniature", book);
        book["m"] = cosines with { Null = [.. cosines.Layers.Select(l => l with { Draws = [.. Enumerable.Range(0, 99).Select(i => i < 4 ? 0.97 : 0.1)] })] };
        var hardly = Decider.Decide(claim, "miniature", book);

        (reached.Verdict, reached.PSupported).Should().Be((Verdict.Inconclusive, 0.09));
        reached.Reason.Should().Be("All of the interval, 0.872 to 0.928, is > 0.8, but chance gives as much with p = 0.09, and at most 0.05 may.");
        (hardly.Verdict, hardly.PSupported).Should().Be((Verdict.Supported, 0.05));
        Decider.DecideAll([claim with { Family = "f" }], "miniature", book)[0].FamilyWise!.Verdict.Should().Be(Verdict.Supported, "p = alpha rejects");
    }

    [Fact]
    public void A_p_value_is_no_smaller_than_the_bootstrap_can_tell()
    {
        var (claim, book) = Plant(EstimandKind.Cosine, Verdict.Supported);

        Decider.Decide(claim, "miniature", book).PSupported.Should().Be(1.0 / 102);
    }

    [Theory]
    [InlineData(">", 64)]
    [InlineData("<", 96)]
    public void One_of_several_that_would_refute_alone_needs_more_among_several(string comparator, int successes)
    {
        var claim = Rows.Claim("proportion", comparator, 10, "%");
        var book = new Dictionary<string, Measurement> { ["m"] = Rows.Share(successes, 800), ["n"] = Rows.Share(successes, 800) };

        Decider.Decide(claim, "miniature", book).Verdict.Should().Be(Verdict.Refuted);
        Decider.Decide(claim with { Metrics = ["m", "n"] }, "miniature", book).Verdict.Should().Be(Verdict.Inconclusive);
    }

    [Fact]
    public void Zero_strength_that_adds_a_single_answer_has_changed_something()
    {
        var (claim, book) = Plant(EstimandKind.Cut, Verdict.Supported);
        book["ablation.zero.m"] = Rows.Pairs(800, 200, 200, 1);

        Decider.Decide(claim, "miniature", book).Reason.Should().Be("The control 'zero' failed: 1 pairs differ, none may.");
    }

    [Fact]
    public void A_fall_is_ordered_below_zero()
    {
        var (claim, book) = Plant(EstimandKind.Ordered, Verdict.Refuted);

        Decider.Decide(claim with { Comparator = Comparator.Less }, "miniature", book).Verdict.Should().Be(Verdict.Supported);
    }

    [Theory]
    [InlineData(0.1, 0.1, Verdict.Supported)]
    [InlineData(0.1, 0.0, Verdict.Inconclusive)]
    [InlineData(0.1, -0.1, Verdict.Refuted)]
    public void Of_several_orders_the_weakest_counts(double first, double second, Verdict verdict)
    {
        var (claim, book) = Plant(EstimandKind.Ordered, Verdict.Supported);
        (book["m"], book["m2"]) = (Levels(first), Levels(second));

        var result = Decider.Decide(claim with { Metrics = ["m", "m2"] }, "miniature", book);

        (result.Verdict, result.N).Should().Be((verdict, 16), result.Reason);
        result.Estimand.Should().Contain("; the weakest of 2, Bonferroni towards refutation), 90 % interval");
    }

    [Theory]
    [InlineData(EstimandKind.Population, "An interval over questions with answers needs at least 2; 'm' has 1.")]
    [InlineData(EstimandKind.Accuracy, "An interval over groups needs at least 2; 'm' has 1.")]
    [InlineData(EstimandKind.Ordered, "An interval over questions with two levels needs at least 2; 'm' has 1.")]
    [InlineData(EstimandKind.ChangePoint, "A step needs at least 6 points; 'm' has 5.")]
    [InlineData(EstimandKind.Difference, "No pair under 'm' has both scores.")]
    public void Too_little_to_say_anything_is_invalid(EstimandKind kind, string reason)
    {
        Measurement little = kind switch
        {
            EstimandKind.Population => new ProportionMeasurement([new("q", 0, 5, 10), new("r", 0, 0, 0)]),
            EstimandKind.Accuracy => new AccuracyMeasurement([new(0, "g", 1, 2)], [.. Enumerable.Repeat(0.5, 19)]),
            EstimandKind.Ordered => new OrderedMeasurement([new("q", 0, 0), new("q", 1, 1), new("r", 1, 1)]),
            EstimandKind.ChangePoint => new SeriesMeasurement([.. Enumerable.Range(0, 5).Select(i => new SeriesPoint(i, i))]),
            _ => new PairedMeasurement([]),
        };

        var result = Decider.Decide(Plain with { Estimand = kind }, "miniature", new Dictionary<string, Measurement> { ["m"] = little });

        (result.Verdict, result.Reason).Should().Be((Verdict.Invalid, reason));
    }

    [Fact]
    public void A_permutation_null_of_18_is_too_small()
    {
        var (claim, book) = Plant(EstimandKind.Accuracy, Verdict.Supported);
        book["m"] = ((AccuracyMeasurement)book["m"]) with { Null = [.. Enumerable.Repeat(0.5, 18)] };

        Decider.Decide(claim, "miniature", book).Reason.Should().Be("A permutation null needs at least 19 permutations; 'm' has 18.");
        book["m"] = ((AccuracyMeasurement)book["m"]) with { Null = [.. Enumerable.Repeat(0.5, 19)] };
        Decider.Decide(claim, "miniature", book).Verdict.Should().Be(Verdict.Supported, "19 can reach p = 0.05");
    }

    [Theory]
    [InlineData("below", 80, true)]
    [InlineData("below", 60, false)]
    [InlineData("above", 60, true)]
    [InlineData("above", 80, false)]
    [InlineData("below", 71, false)]
    [InlineData("above", 69, false)]
    public void A_control_may_look_at_an_accuracy(string rule, double threshold, bool passed)
    {
        var claim = Rows.Claim("proportion", ">", 10, "%", $"controls: [{{name: permuted, metric: c, rule: {rule}, threshold: {threshold}}}]");
        var book = new Dictionary<string, Measurement> { ["m"] = Rows.Share(160, 800), ["c"] = Accuracies(0.7, 96) };

        Decider.Decide(claim, "miniature", book).Controls.Should().Equal(new ControlResult("permuted", 70, passed));
    }

    private static (Claim Claim, Dictionary<string, Measurement> Book) Plant(EstimandKind kind, Verdict planted)
    {
        T Pick<T>(T supported, T refuted, T open) => planted == Verdict.Supported ? supported : planted == Verdict.Refuted ? refuted : open;
        var book = new Dictionary<string, Measurement>
        {
            ["ablation.random.m"] = Rows.Pairs(800, 200, 190, 5),
            ["ablation.orthogonal.m"] = Rows.Pairs(800, 200, 195, 5),
            ["ablation.zero.m"] = Rows.Pairs(800, 200, 200),
        };
        (Claim, Dictionary<string, Measurement>) With(Claim claim, Measurement measurement, Measurement? second = null)
        {
            book["m"] = measurement;
            if (second is not null)
                book["n"] = second;
            return (claim, book);
        }
        switch (kind)
        {
            case EstimandKind.Proportion:
                return With(Plain, Rows.Share(Pick(160, 40, 80), 800));
            case EstimandKind.Population:
                return With(Plain with { Estimand = kind, Threshold = 20 }, Rows.Share(Pick(400, 4, 160), 800));
            case EstimandKind.Ratio:
                return With(Plain with { Estimand = kind, Metrics = ["m", "n"], Threshold = 1.5, Unit = "ratio" }, Rows.Share(Pick(200, 40, 120), 800), Rows.Share(Pick(40, 160, 40), 400));
            case EstimandKind.Difference when planted == Verdict.Refuted:
                return With(Plain with { Estimand = kind, Threshold = 5, Unit = "points" }, Rows.Pairs(800, 200, 180, 10));
            case EstimandKind.Difference:
                return With(Plain with { Estimand = kind, Metrics = ["m", "n"], Threshold = 5, Unit = "points" }, Rows.Share(Pick(300, 0, 230), 800), Rows.Share(180, 800));
            case EstimandKind.Cut:
                return With(Rows.Claim("cut", ">=", 90, "%", Rows.AblationControls), Rows.Pairs(800, 200, Pick(4, 60, 20)));
            case EstimandKind.Equivalence:
                return With(Rows.Claim("equivalence", "within", 10, "%", "controls: [{name: zero, metric: ablation.zero.m, rule: unchanged}]"), Rows.Pairs(800, 200, Pick(198, 120, 185)));
            case EstimandKind.Cosine:
                var claim = Rows.Claim("cosine", ">", 0.8, "cosine", "exceptions: {layers: 4, of: 48}", "controls: [{name: random, metric: cosine.random, rule: below, threshold: 0.5}]");
                book["cosine.random"] = Rows.Cosines(0.1, 0.2);
                return With(claim, Rows.Cosines(0.03, [.. Enumerable.Repeat(Pick(0.9, 0.6, 0.8), 12)]));
            case EstimandKind.EveryCosine:
                return With(Plain with { Estimand = kind, Comparator = Comparator.LessOrEqual, Threshold = 0.65, Unit = "cosine" }, Rows.Cosines(0.03, 0.1, Pick(0.5, 0.8, 0.65)));
            case EstimandKind.Accuracy:
                return With(Plain with { Estimand = kind, Threshold = 50 }, Accuracies(Pick(0.8, 0.2, 0.5), 24));
            case EstimandKind.Ordered:
                return With(Plain with { Estimand = kind, Threshold = 0, Unit = "tau" }, Levels(Pick(0.1, -0.1, 0)));
            case EstimandKind.ChangePoint:
                return With(Plain with { Estimand = kind, Threshold = 0, Unit = "nats" }, Series(x => Pick(x < 15 ? 0 : 1, x / 30.0, 0)));
            case EstimandKind.Exact:
                return With(Plain with { Estimand = kind, Comparator = Comparator.Equal, Threshold = 9, Unit = "count" }, new ExactMeasurement(Pick(9, 8, 0), "d"));
            default:
                return With(Plain with { Estimand = kind, Metrics = [], Comparator = Comparator.Equal, Threshold = Pick(6, 7, 0), Unit = "count", Arithmetic = new ArithmeticRule(new Dictionary<string, double> { ["a"] = 2 }, "3 * a", null, null) }, new ExactMeasurement(0, "d"));
        }
    }

    /// <summary>Groups of ten, two repeats, and a null around one half.</summary>
    private static AccuracyMeasurement Accuracies(double share, int groups) => new(
        [.. from repeat in Enumerable.Range(0, 2) from g in Enumerable.Range(0, groups) select new AccuracyFold(repeat, $"g{g}", (int)Math.Round(10 * share) + (g % 2 == repeat ? 1 : -1), 10)],
        [.. Enumerable.Range(0, 99).Select(i => 0.4 + (i / 490.0))]);

    private static OrderedMeasurement Levels(double slope)
    {
        var stream = new SplitMix("levels");
        return new OrderedMeasurement([.. from q in Enumerable.Range(0, 8) from level in Enumerable.Range(0, 5) select new OrderedValue($"q{q}", level, 0.5 + (slope * level) + (0.1 * stream.NextDouble()))]);
    }

    private static SeriesMeasurement Series(Func<int, double> centre)
    {
        var stream = new SplitMix("series");
        return new SeriesMeasurement([.. Enumerable.Range(0, 30).Select(x => new SeriesPoint(x, centre(x) + (0.3 * (stream.NextDouble() + stream.NextDouble() - 1))))]);
    }
}
