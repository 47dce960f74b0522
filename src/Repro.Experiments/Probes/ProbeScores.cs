namespace Repro.Experiments.Probes;

/// <summary>How well a classifier tells two classes, each from 0 to 1.</summary>
/// <param name="Accuracy">Right answers of all.</param>
/// <param name="Precision">Right ones of those called positive; 0 where none was.</param>
/// <param name="Recall">Those called positive of the positive.</param>
/// <param name="F1">Harmonic mean of both; 0 where both are.</param>
/// <param name="Auc">How often a positive scores above a negative, ties half.</param>
internal sealed record ProbeScores(double Accuracy, double Precision, double Recall, double F1, double Auc)
{
    /// <summary>From each token's score and class; positive is called where the score is above 0.</summary>
    public static ProbeScores Of(IReadOnlyList<double> scores, IReadOnlyList<bool> positive)
    {
        double hits = 0, called = 0, positives = 0, right = 0;
        for (var i = 0; i < scores.Count; i++)
        {
            called += scores[i] > 0 ? 1 : 0;
            positives += positive[i] ? 1 : 0;
            hits += scores[i] > 0 && positive[i] ? 1 : 0;
            right += scores[i] > 0 == positive[i] ? 1 : 0;
        }

        var (precision, recall) = (called > 0 ? hits / called : 0, positives > 0 ? hits / positives : 0);
        return new ProbeScores(right / scores.Count, precision, recall, precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0, Area(scores, positive, positives));
    }

    /// <summary>The mean of each.</summary>
    public static ProbeScores Mean(IReadOnlyList<ProbeScores> all)
        => new(all.Average(s => s.Accuracy), all.Average(s => s.Precision), all.Average(s => s.Recall), all.Average(s => s.F1), all.Average(s => s.Auc));

    /// <summary>Mann and Whitney (1947): (rank sum of the positives - m (m + 1) / 2) / (m n), ties at their mean rank.</summary>
    private static double Area(IReadOnlyList<double> scores, IReadOnlyList<bool> positive, double positives)
    {
        int[] order = [.. Enumerable.Range(0, scores.Count)];
        Array.Sort([.. scores], order);
        var sum = 0.0;
        for (int from = 0, to; from < order.Length; from = to)
        {
            for (to = from; to < order.Length && scores[order[to]] == scores[order[from]]; to++)
            {
            }

            for (var i = from; i < to; i++) sum += positive[order[i]] ? (from + 1 + to) / 2.0 : 0;
        }

        return (sum - (positives * (positives + 1) / 2)) / (positives * (scores.Count - positives));
    }
}
