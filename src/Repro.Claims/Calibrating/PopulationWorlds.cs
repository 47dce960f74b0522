using Repro.Claims.Statistics;

namespace Repro.Claims.Calibrating;

/// <summary>A share over the population of questions: each world draws its questions anew.</summary>
internal static class PopulationWorlds
{
    private static readonly (string, CalibrationKind)[] Methods =
        [("cluster t, wild bootstrap, survey", CalibrationKind.Ours), ("pooled Wilson", CalibrationKind.Naive), ("cluster t alone", CalibrationKind.Naive)];

    public static IEnumerable<World> All =>
    [
        .. from questions in (int[])[8, 16, 24, 48] from correlation in (double[])[0, 0.1, 0.3] select Beta(questions, correlation, 0.1),
        .. from questions in (int[])[8, 48] from mean in (double[])[0.02, 0.95] select Beta(questions, 0.3, mean),
        .. from questions in (int[])[8, 24, 48] select LogitNormal(questions),
        .. from questions in (int[])[8, 24, 48] from correlation in (double[])[0.1, 0.3] select Power(questions, correlation, 0.3),
    ];

    private static World Beta(int questions, double correlation, double mean) => new(
        "proportion, population", $"{questions} questions x 50, mean {mean}, ICC {correlation}", Methods, stream => Judge(stream, questions, mean, () => stream.Share(mean, correlation)));

    /// <summary>Location -2.5 and spread 1.3: mean 0.128 and ICC 0.12, by quadrature.</summary>
    private static World LogitNormal(int questions) => new(
        "proportion, population", $"{questions} questions x 50, logit-normal", Methods, stream => Judge(stream, questions, Mean(-2.5, 1.3), () => stream.LogitNormal(-2.5, 1.3)));

    private static World Power(int questions, double correlation, double truth) => new(
        "proportion, population", $"{questions} questions x 50, truth {truth}, threshold 0.1, ICC {correlation}", [(Methods[0].Item1, CalibrationKind.Power), ("pooled Wilson (not valid)", CalibrationKind.Naive)],
        stream => [.. Judge(stream, questions, 0.1, () => stream.Share(truth, correlation)).Take(2)]);

    private static Verdict[] Judge(SplitMix stream, int questions, double threshold, Func<double> share)
    {
        var clusters = Clustered.Pool(stream.Counts([.. Enumerable.Range(0, questions).Select(_ => share())], 50));
        double successes = clusters.Sum(c => c.Successes), trials = clusters.Sum(c => c.Trials);
        return
        [
            World.Above(threshold, Clustered.Over(clusters, Calibrator.Alpha, stream)),
            World.Above(threshold, Proportion.Wilson(successes / trials, trials, Calibrator.Alpha)),
            World.Above(threshold, Clustered.ClusterT(clusters, Calibrator.Alpha)),
        ];
    }

    /// <summary>E of the inverse logit of a normal, by the trapezoid rule over 8 spreads either way.</summary>
    private static double Mean(double location, double spread)
    {
        double sum = 0, weight = 0;
        for (var z = -8.0; z <= 8; z += 0.001)
        {
            var density = Math.Exp(-z * z / 2);
            sum += density / (1 + Math.Exp(-(location + (spread * z))));
            weight += density;
        }
        return sum / weight;
    }
}
