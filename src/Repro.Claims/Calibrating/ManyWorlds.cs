using Repro.Claims.Ledgers;
using Repro.Claims.Looks;
using Repro.Claims.Measurements;
using Repro.Claims.Results;
using Repro.Claims.Statistics;

namespace Repro.Claims.Calibrating;

/// <summary>More than one test: looks at growing data, and families of claims.</summary>
internal static class ManyWorlds
{
    private static readonly (string, CalibrationKind)[] Spending = [("alpha spending, as runs are decided", CalibrationKind.Ours), ("full alpha at every look", CalibrationKind.Naive)];
    private static readonly (string, CalibrationKind)[] Holm = [("Holm", CalibrationKind.Ours), ("each claim by itself", CalibrationKind.Naive)];

    private static readonly Claim Claim = new()
    {
        Id = "sequential", Title = "", Statement = "", Source = new ClaimSource("", ""), Estimand = EstimandKind.Proportion, Metrics = ["share"],
        Comparator = Comparator.Greater, Threshold = 10, Unit = "%",
        Tiers = new Dictionary<string, TierRule>(StringComparer.Ordinal) { [Tiers.Miniature] = new(Verdict.Supported, null, null, null, null) },
    };

    /// <summary>One that closes only where its control, on the same answers, is shown to hold too.</summary>
    private static readonly Claim Controlled = Claim with { Controls = [new Control("floor", "floor", ControlRule.Above, 40)] };

    private static readonly IReadOnlyDictionary<int, LookPlan> Plans = new[] { 2, 5, 10 }.ToDictionary(looks => looks, looks => LookPlan.Of(looks, 100));

    public static IEnumerable<World> All =>
    [
        .. from answers in (int[])[10, 50] select Sequentially(5, answers, 0.1, [.. Spending]),
        Sequentially(2, 25, 0.1, [.. Spending]), Sequentially(10, 10, 0.1, [.. Spending]),
        Cut(5, 30), WithControl(5, 20),
        Early(10, 0.2), Early(50, 0.2),
        Sequentially(5, 10, 0.2, [("alpha spending, as runs are decided", CalibrationKind.Power), ("full alpha at every look (not valid)", CalibrationKind.Naive)]),
        Family(4), Family(12),
    ];

    /// <summary>8 questions, whose threshold is the truth where the rates are errors.</summary>
    private static World Sequentially(int looks, int answers, double share, (string, CalibrationKind)[] methods) => new(
        "looks at growing answers", $"{looks} looks, 8 questions x {answers} a look, truth {share}, threshold 0.1", methods, stream =>
        {
            var waves = Waves(stream, looks, answers, share);
            return [Decide(Claim, looks, waves).Verdict, Unspent(looks, look => Proportion.Stratified(Until(waves, look), Calibrator.Alpha))];
        });

    /// <summary>A paired cut that stands on its threshold of 90 %.</summary>
    private static World Cut(int looks, int answers) => new("looks at growing answers", $"{looks} looks, 8 questions x {answers} a look, cut of 90 %, threshold 90 %", [.. Spending], stream =>
    {
        List<PairedOutcome>[] waves = [.. Enumerable.Range(0, looks).Select(_ => Enumerable.Range(0, 8).SelectMany(q => stream.Pairs($"q{q}", answers, 0.3, 0.1, 0)).ToList())];
        PairedOutcome[] Until(int look) => [.. waves.Take(look).SelectMany(wave => wave)];
        if (!waves[0].Any(pair => pair.Before))
            return [Verdict.Inconclusive, Verdict.Inconclusive];
        var claim = Claim with { Estimand = EstimandKind.Cut, Threshold = 90 };
        return
        [
            Decide(claim, looks, look => new(StringComparer.Ordinal) { ["share"] = new PairedMeasurement(Until(look)) }).Verdict,
            Unspent(looks, look => PairedRatio.Of(Until(look), Calibrator.Alpha, stream, 400).Map(r => 1 - r), 0.9),
        ];
    }, Cost: 4);

    /// <summary>The claim stands on its threshold, its control clears its own by little: closing early must wait for both.</summary>
    private static World WithControl(int looks, int answers) => new("looks at growing answers", $"{looks} looks, 8 questions x {answers} a look, truth 0.1, threshold 0.1, a control at 0.5 that must be above 0.4", [Spending[0]], stream =>
    {
        List<QuestionCount>[] waves = Waves(stream, looks, answers, 0.1), floor = Waves(stream, looks, answers, 0.5);
        return [Decide(Controlled, looks, look => new(StringComparer.Ordinal) { ["share"] = new ProportionMeasurement(Until(waves, look)), ["floor"] = new ProportionMeasurement(Until(floor, look)) }).Verdict];
    });

    /// <summary>Supported here means decided by the third look.</summary>
    private static World Early(int answers, double share) => new(
        "looks at growing answers", $"5 looks, 8 questions x {answers} a look, truth {share}, threshold 0.1, decided by the third look", [("alpha spending, as runs are decided", CalibrationKind.Power)], stream =>
        {
            var result = Decide(Claim, 5, Waves(stream, 5, answers, share));
            return [result.Sequential!.Look <= 3 ? result.Verdict : Verdict.Inconclusive];
        });

    private static ClaimResult Decide(Claim claim, int looks, List<QuestionCount>[] waves)
        => Decide(claim, looks, look => new(StringComparer.Ordinal) { ["share"] = new ProportionMeasurement(Until(waves, look)) });

    /// <summary>By the function that runs are decided by, without p values.</summary>
    private static ClaimResult Decide(Claim claim, int looks, Func<int, Dictionary<string, Measurement>> book)
        => Sequential.Close([claim], Tiers.Miniature, Plans[looks], _ => true, (look, _) => new LookBook(book(look), null), levels: false)[0];

    private static List<QuestionCount>[] Waves(SplitMix stream, int looks, int answers, double share)
        => [.. Enumerable.Range(0, looks).Select(_ => stream.Counts([.. Enumerable.Repeat(share, 8)], answers))];

    private static List<QuestionCount> Until(List<QuestionCount>[] waves, int look)
        => [.. waves.Take(look).SelectMany(wave => wave).GroupBy(c => c.Question).Select(g => new QuestionCount(g.Key, 0, g.Sum(c => c.Successes), g.Sum(c => c.Trials)))];

    private static Verdict Unspent(int looks, Func<int, Interval> interval, double threshold = 0.1)
    {
        for (var look = 1; look <= looks; look++)
        {
            var verdict = World.Above(threshold, interval(look));
            if (verdict != Verdict.Inconclusive)
                return verdict;
        }
        return Verdict.Inconclusive;
    }

    /// <summary>Every claim of the family stands on its threshold: any that is decided is an error.</summary>
    private static World Family(int claims) => new("family of claims", $"{claims} claims on their thresholds", Holm, stream =>
    {
        var results = Enumerable.Range(0, claims).Select(_ => stream.Binomial(400, 0.1)).ToList();
        double[] support = [.. results.Select(x => Tail(x, above: true))], refute = [.. results.Select(x => Tail(x, above: false))];
        return [Any(Multiplicity.Holm(support)) ? Verdict.Supported : Any(Multiplicity.Holm(refute)) ? Verdict.Refuted : Verdict.Inconclusive, Any(support) ? Verdict.Supported : Any(refute) ? Verdict.Refuted : Verdict.Inconclusive];
    });

    private static bool Any(IReadOnlyList<double> p) => p.Any(value => value <= Calibrator.Alpha);

    /// <summary>Exact one-sided binomial p value of x in 400 against 0.1.</summary>
    private static double Tail(int x, bool above) => above
        ? 1 - MathNet.Numerics.Distributions.Binomial.CDF(0.1, 400, x - 1)
        : MathNet.Numerics.Distributions.Binomial.CDF(0.1, 400, x);
}
