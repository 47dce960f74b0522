using System.Globalization;
using Repro.Claims.Measurements;
using Repro.Core.Random;

namespace Repro.Experiments.Probes;

/// <summary>
/// A linear classifier on the scalars of single tokens (arXiv 2506.11618, section 4.1): <see cref="L1Logistic"/> on features of mean 0 and deviation 1,
/// over repeated divisions into training and test. By token the features are scaled before the division, as the paper's code does; else on training tokens.
/// </summary>
internal static class Probe
{
    /// <summary>Repeated splits.</summary>
    /// <param name="set">The tokens.</param>
    /// <param name="unit">What the divisions keep whole.</param>
    /// <param name="spec">C and the number of repeats.</param>
    /// <param name="stream">Stream of the draws.</param>
    /// <param name="stop">Stops it.</param>
    public static ProbeRun Run(TokenSet set, SplitUnit unit, ProbeSpec spec, StreamKey stream, CancellationToken stop)
        => Run(_ => set, unit, spec.Repeats, spec.C, stream, stop);

    /// <summary>The same on permuted labels, permuted anew in each repeat: what the classifier reaches where there is nothing to tell.</summary>
    public static ProbeRun Permuted(TokenSet set, SplitUnit unit, ProbeSpec spec, StreamKey stream, CancellationToken stop)
        => Run(repeat => set.Relabel(Permute(set, unit, stream.Child("labels").Child(repeat))), unit, spec.Repeats, spec.C, stream, stop);

    /// <summary>Accuracies, 0 to 1, of the whole procedure under one permutation each.</summary>
    public static double[] Null(TokenSet set, SplitUnit unit, ProbeSpec spec, StreamKey stream, CancellationToken stop)
    {
        var permuted = Enumerable.Range(0, spec.Permutations).Select(p => set.Relabel(Permute(set, unit, stream.Child("null").Child(p)))).ToArray();
        var run = Run(i => permuted[i / spec.PermutedRepeats], unit, spec.Permutations * spec.PermutedRepeats, spec.C, stream.Child("null"), stop);
        return [.. run.Folds.GroupBy(f => f.Repeat / spec.PermutedRepeats).OrderBy(g => g.Key).Select(g => (double)g.Sum(f => f.Correct) / g.Sum(f => f.Total))];
    }

    /// <summary>
    /// Labels of the answers, permuted among what may be exchanged: answers; or prompts, where the labels, in the order of the prompts, are dealt to the
    /// answers of shuffled prompts, so that answers to one prompt go on sharing a label about as often as they did.
    /// </summary>
    internal static bool[] Permute(TokenSet set, SplitUnit unit, StreamKey stream)
    {
        var random = new CounterRandom(stream);
        var labels = (bool[])set.Positive.Clone();
        if (unit != SplitUnit.Prompt)
        {
            random.Shuffle<bool>(labels);
            return labels;
        }

        int[] answers = [.. Enumerable.Range(0, labels.Length)];
        int[] prompts = [.. set.Prompt.Distinct().Order()];
        int[] order = [.. answers.OrderBy(a => set.Prompt[a]).ThenBy(a => set.Positive[a])];
        random.Shuffle<int>(prompts);
        random.Shuffle<int>(answers);
        var places = prompts.Select((prompt, place) => (prompt, place)).ToDictionary(p => p.prompt, p => p.place);
        foreach (var (from, to) in order.Zip(answers.OrderBy(a => places[set.Prompt[a]]))) labels[to] = set.Positive[from];
        return labels;
    }

    private static ProbeRun Run(Func<int, TokenSet> set, SplitUnit unit, int repeats, double c, StreamKey stream, CancellationToken stop)
    {
        var runs = new ProbeRun[repeats];
        Parallel.For(0, repeats, new ParallelOptions { CancellationToken = stop }, repeat =>
            runs[repeat] = Once(set(repeat), unit, c, repeat, TokenSplit.Draw(set(repeat), unit, stream.Child(repeat), stream.Child("division"))));
        return new ProbeRun(
            ProbeScores.Mean([.. runs.Select(r => r.Scores)]),
            [.. runs.SelectMany(r => r.Folds)],
            [.. Enumerable.Range(0, runs[0].Weights.Count).Select(j => runs.Average(r => r.Weights[j]))]);
    }

    private static ProbeRun Once(TokenSet set, SplitUnit unit, double c, int repeat, TokenSplit split)
    {
        var scaler = new Scaler(set, unit == SplitUnit.Token ? [.. split.Training, .. split.Test] : split.Training);
        var classifier = Fit(set, split.Training, scaler, c);
        var test = scaler.Apply(set, split.Test);
        double[] scores = [.. split.Test.Select((_, i) => classifier.Score(test.AsSpan(i * set.Width, set.Width)))];
        bool[] truth = Classes(set, split.Test);
        var folds = Enumerable.Range(0, scores.Length).GroupBy(i => unit == SplitUnit.Prompt ? set.Prompt[set.Answer[split.Test[i]]] : set.Answer[split.Test[i]])
            .OrderBy(g => g.Key).Select(g => new AccuracyFold(repeat, g.Key.ToString(CultureInfo.InvariantCulture), g.Count(i => scores[i] > 0 == truth[i]), g.Count()));
        return new ProbeRun(ProbeScores.Of(scores, truth), [.. folds], classifier.Weights);
    }

    /// <summary>A classifier on the given tokens.</summary>
    internal static LinearClassifier Fit(TokenSet set, int[] tokens, Scaler scaler, double c) => L1Logistic.Fit(scaler.Apply(set, tokens), set.Width, Classes(set, tokens), c);

    private static bool[] Classes(TokenSet set, int[] tokens) => [.. tokens.Select(t => set.Positive[set.Answer[t]])];
}
