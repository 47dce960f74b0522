using Repro.Claims.Measurements;
using Repro.Core.Random;

namespace Repro.Experiments.Probes;

/// <summary>One probe of scalars, as the paper's code splits and as answers and prompts ask.</summary>
/// <param name="Name">What it tells, such as <c>medical.misaligned</c>: of the medical answers, the misaligned ones.</param>
/// <param name="Claim">The claim that it answers.</param>
/// <param name="AsCoded">Tokens divided.</param>
/// <param name="ByAnswer">Answers divided.</param>
/// <param name="ByPrompt">Prompts divided; null where too few prompts have either class.</param>
/// <param name="Shuffled">Answers divided, their labels permuted.</param>
/// <param name="AnswerScores">Means over the repeats, answers divided.</param>
/// <param name="PromptScores">The same, prompts divided.</param>
/// <param name="Filtered">Weights on significant tokens.</param>
/// <param name="Unfiltered">Weights on all tokens.</param>
internal sealed record ScalarProbe(
    string Name,
    string Claim,
    ProbeScores AsCoded,
    AccuracyMeasurement ByAnswer,
    AccuracyMeasurement? ByPrompt,
    AccuracyMeasurement Shuffled,
    ProbeScores AnswerScores,
    ProbeScores? PromptScores,
    ProbeWeights Filtered,
    ProbeWeights Unfiltered)
{
    /// <summary>Fits it on every division and on permuted labels.</summary>
    /// <param name="name">What it tells.</param>
    /// <param name="claim">The claim that it answers.</param>
    /// <param name="positive">Scalars of one class of answers.</param>
    /// <param name="negative">Those of the other.</param>
    /// <param name="least">Significant tokens have at least so many nats.</param>
    /// <param name="spec">C, repeats and permutations.</param>
    /// <param name="stop">Stops it.</param>
    public static ScalarProbe Of(string name, string claim, ScalarTable positive, ScalarTable negative, double least, ProbeSpec spec, CancellationToken stop)
    {
        var set = ScalarTable.Join(positive, negative);
        StreamKey Stream(string use) => StreamKey.Of(spec.Seed, "scalar probe", name, use);
        (ProbeScores Scores, AccuracyMeasurement Accuracy) Grouped(SplitUnit unit)
        {
            var run = Probe.Run(set, unit, spec, Stream($"{unit}"), stop);
            return (run.Scores, new AccuracyMeasurement(run.Folds, Probe.Null(set, unit, spec, Stream($"{unit}"), stop)));
        }

        var byAnswer = Grouped(SplitUnit.Answer);
        var byPrompt = OnBothSides(set) ? Grouped(SplitUnit.Prompt) : default;
        return new ScalarProbe(
            name,
            claim,
            Probe.Run(set, SplitUnit.Token, spec, Stream("Token"), stop).Scores,
            byAnswer.Accuracy,
            byPrompt.Accuracy,
            new AccuracyMeasurement(Probe.Permuted(set, SplitUnit.Answer, spec, Stream("shuffled"), stop).Folds, byAnswer.Accuracy.Null),
            byAnswer.Scores,
            byPrompt.Scores,
            ProbeWeights.Of(ScalarTable.Join(positive.From(least), negative.From(least)), spec, Stream("filtered"), stop),
            ProbeWeights.Of(set, spec, Stream("unfiltered"), stop));
    }

    /// <summary>Whether each class has three prompts, so that whole prompts of it, and permuted ones, find a place on both sides.</summary>
    private static bool OnBothSides(TokenSet set) =>
        set.Answer.Distinct().GroupBy(answer => set.Positive[answer], answer => set.Prompt[answer]).All(prompts => prompts.Distinct().Count() >= 3);
}
