using Repro.Claims.Measurements;
using Repro.Claims.Statistics;

namespace Repro.Claims.Calibrating;

/// <summary>Shares of 20 answers at five levels, in questions with shares of their own.</summary>
internal static class OrderedWorlds
{
    private static readonly (string, CalibrationKind)[] Methods = [("t over questions, permutation null", CalibrationKind.Ours), ("permutation of answers alone", CalibrationKind.Naive)];

    public static IEnumerable<World> All =>
    [
        .. from questions in (int[])[8, 24, 48] from correlation in (double[])[0, 0.3] select Flat(questions, correlation, 0),
        .. from questions in (int[])[8, 24, 48] select Flat(questions, 0.1, 1),
        Power(8, 0.05), Power(8, 0.1), Power(24, 0.05),
    ];

    /// <summary>No growth on average; with <paramref name="slopes"/> each question grows or falls by its own logit slope, evenly either way.</summary>
    private static World Flat(int questions, double correlation, double slopes) => new(
        "order over levels", $"{questions} questions x 5 levels, no growth, ICC {correlation}{(slopes > 0 ? ", slopes of their own" : "")}", Methods, stream =>
        {
            var values = Values(stream, questions, () =>
            {
                double share = slopes > 0 ? 0.5 : stream.Share(0.2, correlation), slope = slopes * stream.Gaussian();
                return level => slope == 0 ? share : 1 / (1 + Math.Exp(-(Math.Log(share / (1 - share)) + (slope * (level - 2)))));
            });
            var chance = Jonckheere.Permuted(values, stream, 199);
            var verdict = World.Above(0, Jonckheere.Over(Jonckheere.Order(values).Questions, Calibrator.Alpha));
            return [verdict == Verdict.Supported && chance > Calibrator.Alpha ? Verdict.Inconclusive : verdict, chance <= Calibrator.Alpha ? Verdict.Supported : Verdict.Inconclusive];
        }, Cost: 2);

    private static World Power(int questions, double slope) => new(
        "order over levels", $"{questions} questions x 5 levels, +{slope} a level, threshold 0", [(Methods[0].Item1, CalibrationKind.Power)], stream =>
        {
            var values = Values(stream, questions, () => level => 0.1 + (slope * level));
            var verdict = World.Above(0, Jonckheere.Over(Jonckheere.Order(values).Questions, Calibrator.Alpha));
            return [verdict == Verdict.Supported && Jonckheere.Permuted(values, stream, 199) > Calibrator.Alpha ? Verdict.Inconclusive : verdict];
        }, Cost: 2);

    private static List<OrderedValue> Values(SplitMix stream, int questions, Func<Func<int, double>> question)
        => [.. Enumerable.Range(0, questions).SelectMany(q =>
        {
            var share = question();
            return Enumerable.Range(0, 5).Select(level => new OrderedValue($"q{q}", level, stream.Binomial(20, share(level)) / 20.0)).ToList();
        })];
}
