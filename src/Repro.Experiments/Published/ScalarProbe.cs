using Repro.Claims.Measurements;
using Repro.Core.Random;
using Repro.Experiments.Probes;

namespace Repro.Experiments.Published;

/// <summary>One probe of the released scalars, as the paper's code splits and as answers and prompts ask.</summary>
/// <param name="Name">What it tells, such as <c>medical.misaligned</c>: of the medical answers, the misaligned ones.</param>
/// <param name="Claim">The claim that it answers.</param>
/// <param name="AsCoded">Tokens divided.</param>
/// <param name="ByAnswer">Answers divided.</param>
/// <param name="ByPrompt">Prompts divided.</param>
/// <param name="Shuffled">Answers divided, their labels permuted.</param>
/// <param name="Filtered">Weights on the tokens that Figure 6 keeps.</param>
/// <param name="Unfiltered">Weights on all tokens.</param>
internal sealed record ScalarProbe(
    string Name,
    string Claim,
    ProbeScores AsCoded,
    AccuracyMeasurement ByAnswer,
    AccuracyMeasurement ByPrompt,
    AccuracyMeasurement Shuffled,
    ProbeWeights Filtered,
    ProbeWeights Unfiltered)
{
    /// <summary>Fits it on every division and on permuted labels.</summary>
    public static ScalarProbe Of(string name, string claim, LoraScalars positive, LoraScalars negative, ProbeSpec spec, CancellationToken stop)
    {
        var set = LoraScalars.Join(positive, negative);
        StreamKey Stream(string use) => StreamKey.Of(spec.Seed, "scalar probe", name, use);
        AccuracyMeasurement Grouped(SplitUnit unit) => new(
            Probe.Run(set, unit, spec, Stream($"{unit}"), stop).Folds,
            Probe.Null(set, unit, spec, Stream($"{unit}"), stop));
        var byAnswer = Grouped(SplitUnit.Answer);
        return new ScalarProbe(
            name,
            claim,
            Probe.Run(set, SplitUnit.Token, spec, Stream("Token"), stop).Scores,
            byAnswer,
            Grouped(SplitUnit.Prompt),
            new AccuracyMeasurement(Probe.Permuted(set, SplitUnit.Answer, spec, Stream("shuffled"), stop).Folds, byAnswer.Null),
            ProbeWeights.Of(LoraScalars.Join(positive.Significant(), negative.Significant()), spec, Stream("filtered"), stop),
            ProbeWeights.Of(set, spec, Stream("unfiltered"), stop));
    }
}
