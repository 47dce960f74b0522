using MathNet.Numerics.Distributions;
using Repro.Claims.Measurements;

namespace Repro.Claims.Statistics;

/// <summary>
/// A share of answers over the population of questions: the questions are a sample, and all answers to one of them are one cluster.
/// The estimate is the pooled share; the sampling error is that of the questions.
/// </summary>
public static class Clustered
{
    /// <summary>Below this many questions the wild bootstrap joins in, and results say that there are few.</summary>
    public const int Few = 30;

    /// <summary>
    /// The correlation within questions that is allowed for whatever the sample shows: the top of the range that the interval is calibrated
    /// in. A few questions that happen to agree do not show that questions agree.
    /// </summary>
    public const double Correlation = 0.3;

    /// <summary>Replicates of the wild bootstrap.</summary>
    public const int Replicates = 399;

    /// <summary>
    /// The hull of <see cref="ClusterT"/>, of <see cref="Wild"/> where there are fewer than <see cref="Few"/> questions, and of
    /// <see cref="Survey"/>: the first two alone exceed their level where shares are small and questions differ much.
    /// </summary>
    /// <param name="counts">At least two questions with trials. Seeds are pooled within a question.</param>
    /// <param name="alpha">Level of each one-sided bound.</param>
    /// <param name="stream">Draws of the wild bootstrap.</param>
    public static Interval Population(IReadOnlyList<QuestionCount> counts, double alpha, SplitMix stream) => Over(Pool(counts), alpha, stream);

    /// <summary><see cref="Population"/> on clusters that are pooled already.</summary>
    public static Interval Over(IReadOnlyList<Cluster> clusters, double alpha, SplitMix stream)
    {
        var interval = ClusterT(clusters, alpha).Hull(Survey(clusters, alpha));
        return clusters.Count < Few ? interval.Hull(Wild(clusters, alpha, stream)) : interval;
    }

    /// <summary>Successes and trials of each question with trials, in order of name.</summary>
    public static IReadOnlyList<Cluster> Pool(IReadOnlyList<QuestionCount> counts)
        => [.. counts.GroupBy(c => c.Question).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new Cluster(g.Sum(c => c.Successes), g.Sum(c => c.Trials))).Where(c => c.Trials > 0)];

    /// <summary>p +- t(G - 1) SE, SE^2 = G / (G - 1) sum (x_g - p n_g)^2 / N^2, cut to [0, 1].</summary>
    public static Interval ClusterT(IReadOnlyList<Cluster> clusters, double alpha)
    {
        var (share, error) = Linear(clusters);
        var half = StudentT.InvCDF(0, 1, clusters.Count - 1, 1 - alpha) * error;
        return new Interval(Math.Max(0, share - half), Math.Min(1, share + half));
    }

    /// <summary>
    /// Korn and Graubard (1998): Clopper-Pearson on the effective number of answers n* = p q / Var with the t factor for G - 1 degrees of
    /// freedom. n* is at most N / (1 + (m - 1) 0.3), what <see cref="Correlation"/> leaves of N answers, m = sum n_g^2 / N.
    /// </summary>
    public static Interval Survey(IReadOnlyList<Cluster> clusters, double alpha)
    {
        var (share, error) = Linear(clusters);
        var trials = clusters.Sum(c => c.Trials);
        var size = trials / (1 + (((clusters.Sum(c => c.Trials * c.Trials) / trials) - 1) * Correlation));
        if (error > 0)
        {
            var factor = StudentT.InvCDF(0, 1, clusters.Count - 1, 1 - alpha) / Normal.InvCDF(0, 1, 1 - alpha);
            size = Math.Min(size, share * (1 - share) / (error * error * factor * factor));
        }
        return Proportion.ClopperPearson(share * size, size, alpha);
    }

    /// <summary>
    /// Cameron, Gelbach and Miller (2008) with Webb's six weights: the shares m at which the t statistic of the sample is not in the outer
    /// alpha of those of sum w_g (x_g - m n_g), the null imposed. The whole of [0, 1] towards a side where nothing is rejected.
    /// </summary>
    public static Interval Wild(IReadOnlyList<Cluster> clusters, double alpha, SplitMix stream)
    {
        var (share, error) = Linear(clusters);
        if (error == 0)
            return new Interval(share, share);
        var weights = new double[Replicates][];
        for (var i = 0; i < Replicates; i++)
            weights[i] = [.. clusters.Select(_ => Webb[stream.Below(Webb.Length)])];
        double[] x = [.. clusters.Select(c => c.Successes)], n = [.. clusters.Select(c => c.Trials)], deviations = new double[x.Length];
        double trials = 0, squares = 0;
        foreach (var of in n)
        {
            trials += of;
            squares += of * of;
        }
        return new Interval(Edge(0), Edge(1));

        double Edge(double outer)
        {
            var (kept, rejected) = (share, outer);
            if (!Rejects(rejected))
                return rejected;
            for (var i = 0; i < 20; i++)
            {
                var middle = (kept + rejected) / 2;
                (kept, rejected) = Rejects(middle) ? (kept, middle) : (middle, rejected);
            }
            return rejected;
        }

        bool Rejects(double null0)
        {
            for (var g = 0; g < x.Length; g++)
                deviations[g] = x[g] - (null0 * n[g]);
            var sign = Math.Sign(share - null0);
            var observed = sign * Studentised(deviations, n, trials, squares, null);
            var beyond = 0;
            foreach (var w in weights)
                beyond += sign * Studentised(deviations, n, trials, squares, w) >= observed ? 1 : 0;
            return (beyond + 1.0) / (Replicates + 1) <= alpha;
        }
    }

    /// <summary>The pooled share and the standard error of its linearisation.</summary>
    internal static (double Share, double Error) Linear(IReadOnlyList<Cluster> clusters)
    {
        double successes = clusters.Sum(c => c.Successes), trials = clusters.Sum(c => c.Trials), count = clusters.Count;
        var share = successes / trials;
        var squares = clusters.Sum(c => (c.Successes - (share * c.Trials)) * (c.Successes - (share * c.Trials)));
        return (share, Math.Sqrt(count / (count - 1) * squares) / trials);
    }

    private static readonly double[] Webb = [-Math.Sqrt(1.5), -1, -Math.Sqrt(0.5), Math.Sqrt(0.5), 1, Math.Sqrt(1.5)];

    /// <summary>
    /// sum u_g over the root of the squares around it, u_g = w_g d_g, d_g = x_g - m n_g; weights null are 1. <paramref name="trials"/> is the
    /// sum of n_g, <paramref name="squared"/> that of their squares: the same for every draw.
    /// </summary>
    private static double Studentised(double[] deviations, double[] n, double trials, double squared, double[]? weights)
    {
        double sum = 0, uu = 0, un = 0;
        for (var g = 0; g < deviations.Length; g++)
        {
            var u = weights is null ? deviations[g] : weights[g] * deviations[g];
            sum += u;
            uu += u * u;
            un += u * n[g];
        }
        var slope = sum / trials;
        var squares = uu - (2 * slope * un) + (slope * slope * squared);
        return squares > 0 ? sum / Math.Sqrt(squares) : sum == 0 ? 0 : Math.Sign(sum) * double.MaxValue;
    }
}
