using Repro.Core.Random;

namespace Repro.Experiments.Probes;

/// <summary>Weights of a probe with intervals: the mean over repeats, and 90 % percentile intervals over resampled answers.</summary>
/// <param name="Value">One a feature, on features of deviation 1.</param>
/// <param name="Low">5th percentile.</param>
/// <param name="High">95th percentile.</param>
internal sealed record ProbeWeights(IReadOnlyList<double> Value, IReadOnlyList<double> Low, IReadOnlyList<double> High)
{
    /// <summary>Whether a feature's interval leaves out 0.</summary>
    public bool Tells(int feature) => Low[feature] > 0 || High[feature] < 0;

    /// <summary>Fits on each repeat's training tokens, split as the paper's code splits, and on the tokens of resampled answers.</summary>
    public static ProbeWeights Of(TokenSet set, ProbeSpec spec, StreamKey stream, CancellationToken stop)
    {
        var run = Probe.Run(set, SplitUnit.Token, spec, stream, stop);
        var tokens = Enumerable.Range(0, set.Count).ToLookup(t => set.Answer[t]);
        var answers = Enumerable.Range(0, set.Positive.Length).Where(a => tokens[a].Any()).ToLookup(a => set.Positive[a]);
        var draws = new IReadOnlyList<double>[spec.Resamples];
        Parallel.For(0, draws.Length, new ParallelOptions { CancellationToken = stop }, draw =>
        {
            var random = new CounterRandom(stream.Child("resample").Child(draw));
            var drawn = new List<int>();
            foreach (int[] members in new[] { answers[true].ToArray(), [.. answers[false]] })
                for (var i = 0; i < members.Length; i++) drawn.AddRange(tokens[random.Pick(members)]);
            var balanced = TokenSplit.Balance(set, drawn, random);
            draws[draw] = Probe.Fit(set, balanced, new Scaler(set, balanced), spec.C).Weights;
        });
        return new ProbeWeights(run.Weights, Quantile(draws, set.Width, 0.05), Quantile(draws, set.Width, 0.95));
    }

    private static double[] Quantile(IReadOnlyList<double>[] draws, int width, double level)
        => [.. Enumerable.Range(0, width).Select(j => draws.Select(d => d[j]).Order().ElementAt((int)Math.Round(level * (draws.Length - 1))))];
}
