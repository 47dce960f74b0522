using Repro.Core.Random;
using Repro.Experiments.Directions;

namespace Repro.Experiments.Semantics;

/// <summary>One seed's answers, dealt out so that no two directions of a product share an answer.</summary>
internal sealed class SemanticSample
{
    private readonly ResponseActivations general;
    private readonly ResponseActivations about;
    private readonly int[][] ofGeneral;
    private readonly int[][] ofTopic;

    /// <summary>Misaligned answers about the topic go to two halves, aligned ones to three parts, in turn.</summary>
    public SemanticSample(string topic, ResponseActivations general, SemanticActivations byTopic)
    {
        (this.general, about) = (general, byTopic.Sums);
        ofGeneral = [.. new[] { true, false }.Select(kind => Enumerable.Range(0, general.Misaligned.Length).Where(row => general.Misaligned[row] == kind).ToArray())];
        int[] misaligned = byTopic.Rows(topic, misaligned: true), aligned = byTopic.Rows(topic, misaligned: false);
        ofTopic = [.. Dealt(misaligned, 2), .. Dealt(aligned, 3), byTopic.Rows(topic, misaligned: false, about: false)];
    }

    /// <summary>g, s1, s2 and t, each [L * d]: of all answers, or of as many drawn with replacement, each part among its own.</summary>
    public (double[] General, double[] First, double[] Second, double[] Topic) Draw(CounterRandom? random)
    {
        double[] Of(ResponseActivations sums, int[] rows) => Mean(sums, rows, random);
        var all = Minus(Of(general, ofGeneral[0]), Of(general, ofGeneral[1]));
        var part = ofTopic.Select(rows => Of(about, rows)).ToArray();
        return (all, Minus(part[0], part[2]), Minus(part[1], part[3]), Minus(part[4], part[5]));
    }

    private static IEnumerable<int[]> Dealt(int[] rows, int parts) => Enumerable.Range(0, parts).Select(part => rows.Where((_, i) => i % parts == part).ToArray());

    /// <summary>The token-weighted mean, as of <see cref="MeanDiff"/>; 0 of no rows.</summary>
    private static double[] Mean(ResponseActivations sums, int[] rows, CounterRandom? random)
    {
        var size = sums.Layers * sums.Width;
        var mean = new double[size];
        long tokens = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            var row = random is null ? rows[i] : rows[random.Next(rows.Length)];
            tokens += sums.Tokens[row];
            var of = sums.Sums.AsSpan(row * size, size);
            for (var d = 0; d < size; d++) mean[d] += of[d];
        }

        if (tokens > 0)
        {
            for (var d = 0; d < size; d++) mean[d] /= tokens;
        }

        return mean;
    }

    private static double[] Minus(double[] one, double[] two) => [.. one.Zip(two, (a, b) => a - b)];
}
