using MathNet.Numerics.Distributions;
using Repro.Claims.Measurements;

namespace Repro.Claims.Statistics;

/// <summary>The difference of two shares, first minus second or after minus before.</summary>
public static class ShareDifference
{
    /// <summary>Independent answers: the two stratified intervals combined by square-and-add (Newcombe 1998; Zou and Donner 2008).</summary>
    public static Interval Independent(IReadOnlyList<QuestionCount> first, IReadOnlyList<QuestionCount> second, double alpha)
    {
        double p = Share(first), q = Share(second);
        return Add(p - q, p, Proportion.Stratified(first, alpha), q, Proportion.Stratified(second, alpha));
    }

    /// <summary>
    /// Paired answers: the hull of two intervals. Within questions: gains less losses among all pairs, each with its exact bounds, by
    /// square-and-add. Over questions: d +- t(G - 1) SE of the questions' own differences.
    /// </summary>
    public static Interval Paired(IReadOnlyList<PairedOutcome> pairs, double alpha)
    {
        double all = pairs.Count, lost = pairs.Count(p => p.Before && !p.After), gained = pairs.Count(p => !p.Before && p.After);
        var within = Add((gained - lost) / all, gained / all, Proportion.ClopperPearson(gained, all, alpha), lost / all, Proportion.ClopperPearson(lost, all, alpha));
        Cluster[] questions = [.. pairs.GroupBy(p => p.Question).Select(g => new Cluster(g.Sum(p => (p.After ? 1 : 0) - (p.Before ? 1 : 0)), g.Count()))];
        if (questions.Length < 2)
            return within;
        var (difference, error) = Clustered.Linear(questions);
        var half = StudentT.InvCDF(0, 1, questions.Length - 1, 1 - alpha) * error;
        return within.Hull(new Interval(Math.Max(-1, difference - half), Math.Min(1, difference + half)));
    }

    private static double Share(IReadOnlyList<QuestionCount> counts) => (double)counts.Sum(c => c.Successes) / counts.Sum(c => c.Trials);

    private static Interval Add(double difference, double plus, Interval of, double minus, Interval less) => new(
        difference - Root(plus - of.Low, less.High - minus),
        difference + Root(of.High - plus, minus - less.Low));

    private static double Root(double a, double b) => Math.Sqrt((a * a) + (b * b));
}
