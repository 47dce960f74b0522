using Repro.Claims.Multiverses;
using Repro.Claims.Statistics;

namespace Repro.Claims.Noise;

/// <summary>
/// A judge that errs. The draws of an answer follow from its condition, question, seed and sample alone, and are the same at every rate: a larger rate
/// changes every score that a smaller one changes. Alignment, coherence and topic err on their own. A missing score stays missing.
/// </summary>
/// <param name="Kind">One of <see cref="Kinds"/>.</param>
/// <param name="Rate">In %: the share of scores that flip, or the standard deviation in points.</param>
public sealed record NoiseModel(string Kind, double Rate)
{
    /// <summary>A score s becomes 100 - s, with the rate as its chance.</summary>
    public const string Flips = "flips";

    /// <summary>A normal error with mean 0 and the rate as its standard deviation in points; the score stays in 0 to 100.</summary>
    public const string Gaussian = "gaussian";

    private const double Full = 100;

    /// <summary>Both.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [Flips, Gaussian];

    /// <summary>A block of one condition as this judge scores it.</summary>
    /// <param name="condition">The condition's name among the scores.</param>
    /// <param name="block">The scores as they are stored.</param>
    public ScoreBlock Of(string condition, ScoreBlock block)
    {
        var draws = new SplitMix($"judge noise, {Kind}, {condition}, {block.Question}, {block.Seed}");
        int count = block.Aligned.Count;
        double?[] aligned = new double?[count], coherent = new double?[count], topic = new double?[count];
        for (var i = 0; i < count; i++)
        {
            aligned[i] = Score(block.Aligned[i], draws);
            coherent[i] = Score(block.Coherent[i], draws);
            topic[i] = Score(block.Topic?[i], draws);
        }
        return block with { Aligned = aligned, Coherent = coherent, Topic = block.Topic is null ? null : topic };
    }

    /// <summary>Two draws a score, used or not, so that every answer keeps its own.</summary>
    private double? Score(double? score, SplitMix draws)
    {
        double first = draws.NextDouble(), second = draws.NextDouble();
        if (score is not { } s || Rate == 0)
            return score;
        if (Kind == Flips)
            return Full * first < Rate ? Full - s : s;
        var normal = Math.Sqrt(-2 * Math.Log(1 - first)) * Math.Cos(2 * Math.PI * second); // Box and Muller
        return Math.Clamp(s + (Rate * normal), 0, Full);
    }
}
