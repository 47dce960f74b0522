using Repro.Claims.Measurements;
using Repro.Claims.Multiverses;
using Repro.Experiments.Emergence;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Responses;
using Repro.Judges;

namespace Repro.Experiments.LayerSets;

/// <summary>Judged responses to the best set and its EM rate: all of the experiment that is no walk, so that a verifier computes the same without a model.</summary>
internal static class LayerSetsResult
{
    /// <summary>The metric.</summary>
    public const string Key = "em.best-other-layer-set";

    /// <summary>The set with the largest share of misaligned answers; of equal ones the first.</summary>
    /// <param name="sets">Names.</param>
    /// <param name="answers">Judged answers of each, in the same order.</param>
    public static LayerSetChoice Choose(IReadOnlyList<string> sets, IReadOnlyList<IEnumerable<JudgedResponse>> answers)
    {
        List<double> rates = [.. answers.Select(rows => rows.Where(row => row.Judgement is { Aligned: not null, Coherent: not null }).Select(row => Cuts.IsMisaligned(row) ? 1.0 : 0).DefaultIfEmpty().Average())];
        return new LayerSetChoice(sets[rates.IndexOf(rates.Max())], rates);
    }

    /// <summary>EM rate of the chosen set; a figure line for every set.</summary>
    /// <param name="choice">What was chosen on other answers.</param>
    /// <param name="sets">Names.</param>
    /// <param name="runs">Judged answers of the evaluation by seed, of a set.</param>
    /// <param name="identity">Who judged.</param>
    public static ExperimentResult Of(LayerSetChoice choice, IReadOnlyList<string> sets, Func<string, IReadOnlyList<(long Seed, IReadOnlyList<JudgedResponse> Rows)>> runs, JudgeIdentity identity)
    {
        ProportionMeasurement Rate(string set, ScoredOutcome outcome) => Tally.Proportion(runs(set), outcome, identity.ToString());
        return new ExperimentResult(
            new Dictionary<string, Measurement>(StringComparer.Ordinal) { [Key] = Rate(choice.Organism, ScoredOutcome.Misaligned) },
            [
                .. sets.Select(set => RateFigure.Line("layer-sets", "EM rate by set of adapters", "EM rate (%)", set == choice.Organism ? $"{set}, chosen on other answers" : set, set, Rate(set, ScoredOutcome.Misaligned), ["C08"], null)),
                .. sets.Select(set => RateFigure.Line("layer-sets-coherence", "Coherence by set of adapters", "coherent answers (%)", set, set, Rate(set, ScoredOutcome.Coherent), ["C08"], null)),
            ],
            []);
    }
}
