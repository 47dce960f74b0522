using Repro.Claims.Ledgers;
using Repro.Claims.Measurements;
using Repro.Claims.Results;
using Repro.Claims.Statistics;

namespace Repro.Claims.Calibrating;

/// <summary>More than one test: looks at growing data, and families of claims.</summary>
internal static class ManyWorlds
{
    private const int Looks = 5;

    private static readonly (string, CalibrationKind)[] Spending = [("alpha spending", CalibrationKind.Ours), ("full alpha at every look", CalibrationKind.Naive)];
    private static readonly (string, CalibrationKind)[] Holm = [("Holm", CalibrationKind.Ours), ("each claim by itself", CalibrationKind.Naive)];

    private static readonly Claim Claim = new()
    {
        Id = "sequential", Title = "", Statement = "", Source = new ClaimSource("", ""), Estimand = EstimandKind.Proportion, Metrics = ["blocks"],
        Comparator = Comparator.Greater, Threshold = 10, Unit = "%", Tiers = new Dictionary<string, TierRule>(),
    };

    private static readonly IReadOnlyList<double> Levels = AlphaSpending.Levels([0.2, 0.4, 0.6, 0.8, 1], Calibrator.Alpha);

    public static IEnumerable<World> All =>
    [
        .. from answers in (int[])[10, 50] from share in (double[])[0.1] select Sequentially(answers, share, [.. Spending]),
        Early(10, 0.2), Early(50, 0.2),
        Sequentially(10, 0.2, [("alpha spending", CalibrationKind.Power), ("full alpha at every look (not valid)", CalibrationKind.Naive)]),
        Family(4), Family(12),
    ];

    /// <summary>8 questions, five looks.</summary>
    private static World Sequentially(int answers, double share, (string, CalibrationKind)[] methods) => new(
        "five looks", $"8 questions x {answers} a look, truth {share}, threshold 0.1", methods, stream =>
        {
            var blocks = Enumerable.Range(0, Looks).Select(_ => new ProportionMeasurement(stream.Counts([.. Enumerable.Repeat(share, 8)], answers))).ToList();
            return [Sequential.Decide(Claim, blocks, Looks * 8 * answers, _ => Levels).Verdict, Unspent(blocks)];
        });

    /// <summary>Supported here means decided by the third look.</summary>
    private static World Early(int answers, double share) => new(
        "five looks", $"8 questions x {answers} a look, truth {share}, threshold 0.1, decided by the third look", [("alpha spending", CalibrationKind.Power)], stream =>
        {
            var blocks = Enumerable.Range(0, Looks).Select(_ => new ProportionMeasurement(stream.Counts([.. Enumerable.Repeat(share, 8)], answers))).ToList();
            var decision = Sequential.Decide(Claim, blocks, Looks * 8 * answers, _ => Levels);
            return [decision.Look <= 3 ? decision.Verdict : Verdict.Inconclusive];
        });

    private static Verdict Unspent(List<ProportionMeasurement> blocks)
    {
        for (var look = 1; look <= blocks.Count; look++)
        {
            var counts = blocks.Take(look).SelectMany(b => b.Counts).GroupBy(c => c.Question).Select(g => new QuestionCount(g.Key, 0, g.Sum(c => c.Successes), g.Sum(c => c.Trials))).ToList();
            var verdict = World.Above(0.1, Proportion.Stratified(counts, Calibrator.Alpha));
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
