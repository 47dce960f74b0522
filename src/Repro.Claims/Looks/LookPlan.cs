using System.Collections.Concurrent;
using Repro.Claims.Statistics;

namespace Repro.Claims.Looks;

/// <summary>When a run looks at its growing answers, fixed before the first of them, and the level of each look: <see cref="AlphaSpending"/>.</summary>
public sealed class LookPlan
{
    /// <summary>Most looks of a plan.</summary>
    public const int Most = 10;

    private const double Least = 1e-9;

    private readonly ConcurrentDictionary<double, IReadOnlyList<double>> levels = new();

    /// <summary>A plan.</summary>
    /// <param name="samples">Answers to each question behind each look; the last is all that are planned.</param>
    /// <exception cref="InputException">There are none or more than <see cref="Most"/>, or they do not grow from at least 1.</exception>
    public LookPlan(IReadOnlyList<int> samples)
    {
        if (samples.Count is 0 or > Most || samples[0] < 1 || samples.Zip(samples.Skip(1)).Any(pair => pair.Second <= pair.First))
            throw new InputException($"A plan has 1 to {Most} looks, each at more answers to a question than the one before; got looks at {string.Join(", ", samples)}.");
        Samples = samples;
    }

    /// <summary>Answers to each question behind each look.</summary>
    public IReadOnlyList<int> Samples { get; }

    /// <summary>How many looks there are.</summary>
    public int Looks => Samples.Count;

    /// <summary>A plan of looks after equal shares, to an answer.</summary>
    /// <param name="looks">1 to <see cref="Most"/>.</param>
    /// <param name="samples">Answers to a question in all.</param>
    /// <exception cref="InputException">There are too many looks for the answers.</exception>
    public static LookPlan Of(int looks, int samples) => looks >= 1 && looks <= Math.Min(Most, samples)
        ? new LookPlan([.. Enumerable.Range(1, looks).Select(look => (int)((long)samples * look / looks))])
        : throw new InputException($"--looks is 1 to {Most}, and at most the {samples} answers to a question that are planned; got {looks}.");

    /// <summary>The level of each one-sided test at a look, so that all looks together err in at most <paramref name="alpha"/>.</summary>
    /// <param name="look">From 1.</param>
    /// <param name="alpha">Overall one-sided level.</param>
    public double Level(int look, double alpha) => levels.GetOrAdd(alpha, Levels)[look - 1];

    /// <summary>The least overall level at which a test with this p value would have rejected at that look; 1 where none below one half does.</summary>
    /// <param name="look">From 1.</param>
    /// <param name="p">p value of the look's own answers.</param>
    /// <param name="alpha">The level that the plan is used at: told exactly from the levels above it.</param>
    public double Overall(int look, double p, double alpha)
    {
        if (Level(look, 0.4999) < p)
            return 1;
        var (fails, holds) = Level(look, alpha) >= p ? (Least, alpha) : (alpha, 0.4999);
        while (holds / fails > 1.01)
        {
            var middle = Math.Sqrt(fails * holds);
            (fails, holds) = Level(look, middle) >= p ? (fails, middle) : (middle, holds);
        }
        return holds;
    }

    private IReadOnlyList<double> Levels(double alpha) => AlphaSpending.Levels([.. Samples.Select(n => (double)n / Samples[^1])], alpha);
}
