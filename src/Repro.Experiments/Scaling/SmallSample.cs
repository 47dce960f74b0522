using Repro.Claims.Measurements;
using Repro.Claims.Statistics;
using Repro.Core.Random;

namespace Repro.Experiments.Scaling;

/// <summary>What a sample as small as the paper's would have concluded, drawn again and again from a large one.</summary>
/// <param name="Supported">Share of the draws whose lower bound clears the number, 0 to 1.</param>
/// <param name="Refuted">Share whose upper bound misses it.</param>
/// <param name="Whole">What all answers say.</param>
internal sealed record SmallSample(double Supported, double Refuted, string Whole)
{
    /// <summary>The verdicts as figures name them.</summary>
    public const string Support = "supported", Refute = "refuted", Undecided = "undecided";

    private const int Draws = 400;
    private const double Alpha = 0.05;

    /// <summary>Share of the draws with the verdict of all answers.</summary>
    public double Agreeing => Whole switch { Support => Supported, Refute => Refuted, _ => 1 - Supported - Refuted };

    /// <summary>Draws <paramref name="size"/> of the counted answers without replacement.</summary>
    /// <param name="share">All answers.</param>
    /// <param name="threshold">The share that is claimed at least, in %.</param>
    /// <param name="size">Answers of a draw.</param>
    /// <param name="stream">The draws.</param>
    public static SmallSample Of(ProportionMeasurement share, double threshold, int size, StreamKey stream)
    {
        var answers = share.Counts.SelectMany((count, at) => Enumerable.Range(0, count.Trials).Select(i => (At: at, Success: i < count.Successes))).ToArray();
        int supported = 0, refuted = 0;
        for (var draw = 0; draw < Draws; draw++)
        {
            new CounterRandom(stream.Child(draw)).Shuffle<(int, bool)>(answers);
            var counts = answers.Take(size).GroupBy(answer => share.Counts[answer.At].Question, StringComparer.Ordinal)
                .Select(question => new QuestionCount(question.Key, 0, question.Count(answer => answer.Success), question.Count())).ToList();
            var verdict = Decide(counts, threshold);
            supported += verdict == Support ? 1 : 0;
            refuted += verdict == Refute ? 1 : 0;
        }

        return new SmallSample((double)supported / Draws, (double)refuted / Draws, Decide(share.Counts, threshold));
    }

    private static string Decide(IReadOnlyList<QuestionCount> counts, double threshold)
    {
        var interval = Proportion.Stratified(counts, Alpha);
        return 100 * interval.Low >= threshold ? Support : 100 * interval.High < threshold ? Refute : Undecided;
    }
}
