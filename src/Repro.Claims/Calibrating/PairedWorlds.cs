using MathNet.Numerics.Distributions;
using Repro.Claims.Measurements;
using Repro.Claims.Statistics;

namespace Repro.Claims.Calibrating;

/// <summary>Outcomes before and after an intervention on the same questions and streams.</summary>
internal static class PairedWorlds
{
    private const int Replicates = 150;
    private const double Before = 0.15;
    private const double Margin = 0.1;

    private static readonly (string, CalibrationKind)[] Fixed = [("paired log-ratio, exact within", CalibrationKind.Ours), ("quotient of two points", CalibrationKind.Naive)];
    private static readonly (string, CalibrationKind)[] Random = [("paired log-ratio, exact within", CalibrationKind.Beyond), ("exact within, questions ignored", CalibrationKind.Naive), ("unpaired ratio", CalibrationKind.Naive)];
    private static readonly (string, CalibrationKind)[] Tost = [("two one-sided tests, paired", CalibrationKind.Ours), ("no significant difference", CalibrationKind.Naive)];

    public static IEnumerable<World> All =>
    [
        .. from questions in (int[])[8, 24, 48] from correlation in (double[])[0, 0.3] from own in (double[])[0, 0.3] select Cut(questions, correlation, own, 0.1, 0),
        Cut(8, 0, 0, 0.12, 0.01), Cut(8, 0.3, 0, 0.12, 0.01),
        .. from questions in (int[])[8, 24, 48] from correlation in (double[])[0, 0.3] select Population(questions, correlation, 0.05),
        Population(8, 0.1, 0.3), Population(48, 0.3, 0.3),
        .. from questions in (int[])[8, 48] from correlation in (double[])[0, 0.3] from up in (bool[])[true, false] select Equivalence(questions, correlation, up),
        Power(8, 50, 0.03), Power(8, 150, 0.03), Power(24, 50, 0.03), Power(8, 150, 0.01),
        EquivalencePower(0.05), EquivalencePower(0.01),
    ];

    private static World Cut(int questions, double correlation, double own, double keep, double gain) => new(
        "cut, these questions", $"{questions} questions x 50, {keep} kept, {gain} gained, ICC before {correlation}, of the cut {own}", Fixed, stream =>
        {
            var (pairs, truth, _) = Draw(stream, questions, 50, correlation, own, keep, gain);
            if (!pairs.Any(p => p.Before))
                return [Verdict.Inconclusive, Verdict.Inconclusive];
            var point = (double)pairs.Count(p => p.After) / pairs.Count(p => p.Before);
            return [World.Above(truth, PairedRatio.Of(pairs, Calibrator.Alpha, stream, Replicates)), World.Above(truth, new Interval(point, point))];
        });

    private static World Population(int questions, double correlation, double own) => new(
        "cut, population", $"{questions} questions x 50, 0.1 kept, ICC before {correlation}, of the cut {own}", Random, stream =>
        {
            var (pairs, _, truth) = Draw(stream, questions, 50, correlation, own, 0.1, 0);
            int before = pairs.Count(p => p.Before), after = pairs.Count(p => p.After), n = pairs.Count;
            return before == 0 ? [Verdict.Inconclusive, Verdict.Inconclusive, Verdict.Inconclusive] :
            [
                World.Above(truth, PairedRatio.Of(pairs, Calibrator.Alpha, stream, Replicates)),
                World.Above(truth, PairedRatio.Within(pairs, Calibrator.Alpha)),
                World.Above(truth, IndependentRatio.Exact(after, n, before, n, Calibrator.Alpha)),
            ];
        });

    /// <summary>The change stands on a margin of 10 % either way.</summary>
    private static World Equivalence(int questions, double correlation, bool up) => new(
        "no effect, these questions", $"{questions} questions x 50, true change {(up ? "+" : "-")}10 %, ICC {correlation}", Tost, stream =>
        {
            var (pairs, truth, _) = Draw(stream, questions, 50, correlation, 0, up ? 0.95 : 0.85, up ? Before * 0.15 / (1 - Before) : Before * 0.05 / (1 - Before));
            return pairs.Any(p => p.Before) ? Judge(pairs, Math.Abs(truth - 1), stream) : [Verdict.Inconclusive, Verdict.Inconclusive];
        });

    private static World EquivalencePower(double moved) => new(
        "no effect, these questions", $"8 questions x 150, {moved:0.##} of the outcomes move, no true change, margin 10 %", [(Tost[0].Item1, CalibrationKind.Power)], stream =>
            [Judge(Draw(stream, 8, 150, 0, 0, 1 - moved, Before * moved / (1 - Before)).Pairs, Margin, stream)[0]]);

    private static World Power(int questions, int samples, double keep) => new(
        "cut, these questions", $"{questions} questions x {samples}, true cut {100 * (1 - keep):0} %, threshold 90 %", [(Fixed[0].Item1, CalibrationKind.Power), ("unpaired ratio", CalibrationKind.Power)], stream =>
        {
            var pairs = Draw(stream, questions, samples, 0.1, 0, keep, 0).Pairs;
            int before = pairs.Count(p => p.Before), after = pairs.Count(p => p.After), n = pairs.Count;
            return [World.Above(-0.1, PairedRatio.Of(pairs, Calibrator.Alpha, stream, Replicates).Map(r => -r)), World.Above(-0.1, IndependentRatio.Exact(after, n, before, n, Calibrator.Alpha).Map(r => -r))];
        });

    private static Verdict[] Judge(IReadOnlyList<PairedOutcome> pairs, double margin, SplitMix stream)
    {
        var interval = PairedRatio.Of(pairs, Calibrator.Alpha, stream, Replicates).Map(r => r - 1);
        double before = pairs.Count(p => p.Before), after = pairs.Count(p => p.After), n = pairs.Count;
        var z = (after - before) / Math.Sqrt(Math.Max(1, (before * (1 - (before / n))) + (after * (1 - (after / n)))));
        return [World.Within(margin, interval), Math.Abs(z) < Normal.InvCDF(0, 1, 1 - (Calibrator.Alpha / 2)) ? Verdict.Supported : Verdict.Refuted];
    }

    /// <summary>Pairs, and the ratio over these questions and over their population.</summary>
    private static (List<PairedOutcome> Pairs, double Truth, double Population) Draw(SplitMix stream, int questions, int samples, double correlation, double own, double keep, double gain)
    {
        var pairs = new List<PairedOutcome>(questions * samples);
        double before = 0, after = 0;
        for (var q = 0; q < questions; q++)
        {
            double share = stream.Share(Before, correlation), kept = stream.Share(keep, own);
            before += share;
            after += (share * kept) + ((1 - share) * gain);
            pairs.AddRange(stream.Pairs($"q{q}", samples, share, kept, gain));
        }
        return (pairs, after / before, keep + (gain * (1 - Before) / Before));
    }
}
